import { createHash } from "node:crypto";
import { invalid, isDataPath, type SortBy, Timestamp, UserId } from "@roster/contract";
import type { PageStart, UserQuery } from "@roster/db";
import { z } from "zod";

const DataKey = z.union([
  z.tuple([z.literal(1), z.number()]),
  z.tuple([z.literal(2), z.string()]),
  z.tuple([z.literal(3), z.boolean()]),
  z.tuple([z.literal([4, 5, 6])]),
]);

/** The query's mark, the way, whether the user at the place belongs to the page, the place. */
const Cursor = z.tuple([
  z.string(),
  z.enum(["forward", "backward"]),
  z.boolean(),
  z.array(z.union([z.string(), z.number(), DataKey])),
  UserId,
]);

/**
 * Opaque to callers. Not signed: whoever makes one up gets another page of the users that he may read
 * anyway.
 */
export function writeCursor(
  query: UserQuery,
  { position, direction, isInclusive }: PageStart,
): string {
  const cursor = [fingerprint(query), direction, isInclusive, position.keys, position.id];
  return Buffer.from(JSON.stringify(cursor)).toString("base64url");
}

/** @throws AppError INVALID for a cursor that was not made by {@link writeCursor} for this query. */
export function readCursor(query: UserQuery, text: string): PageStart {
  const cursor = Cursor.safeParse(parse(Buffer.from(text, "base64url").toString()));
  if (!cursor.success) rejectCursor("is not a cursor of this API; pass it as it came");
  const [mark, direction, isInclusive, keys, id] = cursor.data;
  if (mark !== fingerprint(query)) {
    rejectCursor(
      "was made for another query; keep where, search and sort, or ask for the first page",
    );
  }
  if (!query.sort.every((by, at) => isKeyOf(by, keys[at])))
    rejectCursor("is not a cursor of this API");
  return { position: { keys, id }, direction, isInclusive };
}

/** Equal for queries that mean the same users in the same order by the same words. */
function fingerprint({ filter, search, sort }: UserQuery): string {
  const text = JSON.stringify([filter ?? null, search ?? null, sort]);
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
