import type { User } from "@roster/contract";
import { type PageStart, toUserPosition, type UserQuery } from "@roster/db";
import { writeCursor } from "./cursor.js";

export interface Page {
  readonly users: readonly User[];
  /** Where the page starts; absent for the first page. */
  readonly from: PageStart | undefined;
  /** Whether more users follow in the direction of reading. */
  readonly hasMore: boolean;
}

/** The cursors for the next and previous page; null if there is no such page. */
export function pageCursors(query: UserQuery, { users, from, hasMore }: Page) {
  const isBackward = from?.direction === "backward";
  // The page that led here had a user. If that user was removed since, this leads to an empty page.
  const hasNext = isBackward || hasMore;
  const hasPrevious = isBackward ? hasMore : from !== undefined;
  return {
    nextCursor: hasNext
      ? cursorAt(query, { user: users.at(-1), from, direction: "forward" })
      : null,
    previousCursor: hasPrevious
      ? cursorAt(query, { user: users[0], from, direction: "backward" })
      : null,
  };
}

/** Starts after the user at the edge. An empty page leads back to its own start, including the user there. */
function cursorAt(
  query: UserQuery,
  {
    user,
    from,
    direction,
  }: {
    readonly user: User | undefined;
    readonly from: PageStart | undefined;
    readonly direction: PageStart["direction"];
  },
): string | null {
  if (user) {
    const position = toUserPosition(user, query.sort);
    return writeCursor(query, { position, direction, isInclusive: false });
  }
  if (!from) return null;
  return writeCursor(query, { position: from.position, direction, isInclusive: !from.isInclusive });
}
