import { createHash } from "node:crypto";
import { invalid, type ListAuditInput } from "@roster/contract";
import type { AuditPosition } from "@roster/db";
import { z } from "zod";

const Integer = z
  .string()
  .regex(/^\d{1,18}$/)
  .transform(BigInt);

/** The fingerprint of the filters, and the position. */
const Cursor = z.tuple([z.string(), Integer, Integer, Integer]);

type Filters = Omit<ListAuditInput, "limit" | "cursor">;

/** Opaque to callers. Not signed: a forged cursor only leads to entries that its caller may read anyway. */
export function writeCursor(filters: Filters, { change, event }: AuditPosition): string {
  const cursor = [fingerprint(filters), ...[change, event.at, event.seq].map(String)];
  return Buffer.from(JSON.stringify(cursor)).toString("base64url");
}

/** @throws AppError INVALID for a cursor that {@link writeCursor} did not create for these filters. */
export function readCursor(filters: Filters, text: string): AuditPosition {
  const cursor = Cursor.safeParse(parse(Buffer.from(text, "base64url").toString()));
  if (!cursor.success) rejectCursor("is not a valid cursor; pass it exactly as received");
  const [given, change, at, seq] = cursor.data;
  if (given !== fingerprint(filters)) {
    rejectCursor("belongs to another query; keep the filters, or start at the first page");
  }
  return { change, event: { at, seq } };
}

function fingerprint({ userId, actor, types, from, to }: Filters): string {
  const text = JSON.stringify([userId, actor, types?.toSorted(), from, to]);
  return createHash("sha256").update(text).digest("base64url").slice(0, 16);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function rejectCursor(message: string): never {
  throw invalid([{ path: ["cursor"], message }]);
}
