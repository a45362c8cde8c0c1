import { formatCount, pluralize } from "@/lib/format";

/** "1,200 users" */
export const usersOf = (count: number) =>
  `${formatCount(count)} ${pluralize(count, "user", "users")}`;

/** Omits the number until the users are counted. */
export const usersOr = (count: number | undefined) =>
  count === undefined ? "users" : usersOf(count);
