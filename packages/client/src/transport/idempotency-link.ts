import type { AppRouter } from "@roster/api";
import type { TRPCLink } from "@trpc/client";
import type { Settings } from "../settings.js";

/** Procedures that accept an idempotency key. */
const keyedProcedures = new Set(["users.add", "users.addMany", "users.import", "users.patch"]);

/** Adds a key to each write that may be retried, unless the caller did. All attempts of a call share it. */
export function idempotencyLink({ retries }: Pick<Settings, "retries">): TRPCLink<AppRouter> {
  return () =>
    ({ op, next }) => {
      if (retries === 0 || !keyedProcedures.has(op.path) || hasIdempotencyKey(op.input))
        return next(op);
      return next({ ...op, input: { ...toObject(op.input), idempotencyKey: createKey() } });
    };
}

/** Whether the call is processed once, however often it is sent. */
export function hasIdempotencyKey(input: unknown): boolean {
  return toObject(input)["idempotencyKey"] !== undefined;
}

function toObject(input: unknown): Readonly<Record<string, unknown>> {
  return typeof input === "object" && input !== null ? { ...input } : {};
}

/** 128 random bits after the time, which lets the database store new keys next to each other. */
function createKey(): string {
  // Not randomUUID(), which browsers provide only on secure pages.
  const random = crypto.getRandomValues(new Uint32Array(4));
  const parts = Array.from(random, (part) => part.toString(36).padStart(7, "0"));
  return `${Date.now().toString(36)}-${parts.join("")}`;
}
