import { createHash } from "node:crypto";
import { invalid, isDataPath, type SortBy, Timestamp, UserId } from "@roster/contract";
import { stringifyJson } from "@roster/contract/json";
import type { PageStart, UserQuery } from "@roster/db";
import { z } from "zod";

/** The literal of a number that data can contain. */
const NumberLiteral = z
  .string()
  .max(64)
  .regex(/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/)
  .refine((literal) => Number.isFinite(Number(literal)));

const DataKey = z.union([
  // Until 2026-11, cursors contained the number itself.
  z.tuple([
    z.literal(1),
    z
      .number()
      .transform((number) => JSON.stringify(number))
      .or(NumberLiteral),
  ]),
  z.tuple([z.literal(2), z.string()]),
  z.tuple([z.literal(3), z.boolean()]),
  z.tuple([z.literal([4, 5, 6])]),
]);

/** The query's fingerprint, direction, whether the page includes the user at the position, and the position. */
const Cursor = z.tuple([
  z.string(),
  z.enum(["forward", "backward"]),
  z.boolean(),
  z.array(z.union([z.string(), z.number(), DataKey])),
  UserId,
]);

/** Opaque to callers. Not signed: a forged cursor only leads to users that its caller may read anyway. */
export function writeCursor(
  query: UserQuery,
  { position, direction, isInclusive }: PageStart,
): string {
  const cursor = [fingerprint(query), direction, isInclusive, position.keys, position.id];
  return Buffer.from(JSON.stringify(cursor)).toString("base64url");
}

/** @throws AppError INVALID for a cursor that {@link writeCursor} did not create for this query. */
export function readCursor(query: UserQuery, text: string): PageStart {
  const cursor = Cursor.safeParse(parse(Buffer.from(text, "base64url").toString()));
  if (!cursor.success) rejectCursor("is not a valid cursor; pass it exactly as received");
  const [queryFingerprint, direction, isInclusive, keys, id] = cursor.data;
  if (queryFingerprint !== fingerprint(query)) {
    rejectCursor(
      "belongs to another query; keep where, search and sort, or start at the first page",
    );
  }
  if (!query.sort.every((by, index) => isKeyOf(by, keys[index])))
    rejectCursor("is not a valid cursor");
  return { position: { keys, id }, direction, isInclusive };
}

/** Equal for queries with the same filter, search and sort. */
function fingerprint({ filter, search, sort, isTrash }: UserQuery): string {
  const text = stringifyJson([filter ?? null, search ?? null, sort, ...(isTrash ? [true] : [])]);
  return createHash("sha256").update(text).digest("base64url").slice(0, 16);
}

function isKeyOf({ path }: SortBy, key: unknown): boolean {
  if (isDataPath(path)) return Array.isArray(key);
  switch (path[0]) {
    case "version":
      return typeof key === "number";
    case "id":
      return typeof key === "string";
    case "createdAt":
    case "updatedAt":
    case "deletedAt":
      return Timestamp.safeParse(key).success;
  }
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
