import type { User } from "@roster/contract";
import { type PageStart, toUserPosition, type UserQuery } from "@roster/db";
import { writeCursor } from "./cursor.js";

interface Page {
  readonly users: readonly User[];
  /** Where the page begins; absent for the first page. */
  readonly from: PageStart | undefined;
  /** Whether users stand behind the page, in the direction in which it was read. */
  readonly hasMore: boolean;
}

/** The way on and back from a page; null where it ends there. */
export function pageCursors(query: UserQuery, { users, from, hasMore }: Page) {
  const isBackward = from?.direction === "backward";
  // Where the page was come from there was a user; who has been removed since leaves an empty page.
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

/** Behind the user at the page's edge; an empty page leads back to where it was come from, and to that itself. */
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
