import { isDataPath, type SortBy, Timestamp, UserId } from "@roster/contract";
import { stringifyJson } from "@roster/contract/json";
import type { PageStart, UserQuery } from "@roster/db";
import { z } from "zod";
import {
  decodeCursor,
  encodeCursor,
  fingerprintOf,
  rejectCursor,
} from "../../paging/opaque-cursor.js";

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

export function writeCursor(
  query: UserQuery,
  { position, direction, isInclusive }: PageStart,
): string {
  return encodeCursor([fingerprint(query), direction, isInclusive, position.keys, position.id]);
}

/** @throws AppError INVALID for a cursor that {@link writeCursor} did not create for this query. */
export function readCursor(query: UserQuery, text: string): PageStart {
  const [queryFingerprint, direction, isInclusive, keys, id] = decodeCursor(Cursor, text);
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
  return fingerprintOf(
    stringifyJson([filter ?? null, search ?? null, sort, ...(isTrash ? [true] : [])]),
  );
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
