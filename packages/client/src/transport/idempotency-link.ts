import type { AppRouter } from "@roster/api";
import type { TRPCLink } from "@trpc/client";
import type { Settings } from "../settings.js";

/** Procedures that are carried out once for a key. */
const keyed = new Set(["users.add", "users.addMany", "users.import", "users.patch"]);

/** Gives each write that may be repeated a key, unless its caller has. All attempts of a call have the same. */
export function idempotencyLink({ retries }: Pick<Settings, "retries">): TRPCLink<AppRouter> {
  return () =>
    ({ op, next }) => {
      if (retries === 0 || !keyed.has(op.path) || hasIdempotencyKey(op.input)) return next(op);
      return next({ ...op, input: { ...toObject(op.input), idempotencyKey: createKey() } });
    };
}

/** Whether the call is carried out once, however often it is sent. */
export function hasIdempotencyKey(input: unknown): boolean {
  return toObject(input)["idempotencyKey"] !== undefined;
}

function toObject(input: unknown): Readonly<Record<string, unknown>> {
  return typeof input === "object" && input !== null ? { ...input } : {};
}

/** 128 random bits; the time before them lets the database write new keys side by side. */
function createKey(): string {
  // Not randomUUID(), which browsers have on secure pages alone.
  const random = crypto.getRandomValues(new Uint32Array(4));
  const parts = Array.from(random, (part) => part.toString(36).padStart(7, "0"));
  return `${Date.now().toString(36)}-${parts.join("")}`;
}
