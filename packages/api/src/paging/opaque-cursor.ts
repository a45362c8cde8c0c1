import { createHash } from "node:crypto";
import { invalid } from "@roster/contract";
import type { z } from "zod";

export const NOT_A_CURSOR = "is not a valid cursor; pass it exactly as received";

/** Opaque to callers. Not signed: a forged cursor only leads to what its caller may read anyway. */
export const encodeCursor = (parts: readonly unknown[]): string =>
  Buffer.from(JSON.stringify(parts)).toString("base64url");

/** @throws AppError INVALID for a text that {@link encodeCursor} did not create from such parts. */
export function decodeCursor<Parts extends z.ZodType>(
  schema: Parts,
  text: string,
): z.output<Parts> {
  const cursor = schema.safeParse(parse(Buffer.from(text, "base64url").toString()));
  if (!cursor.success) rejectCursor(NOT_A_CURSOR);
  return cursor.data;
}

/** Part of a cursor, which belongs to one query: the same for queries with the same text. */
export const fingerprintOf = (text: string): string =>
  createHash("sha256").update(text).digest("base64url").slice(0, 16);

export function rejectCursor(message: string): never {
  throw invalid([{ path: ["cursor"], message }]);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
