import { z } from "zod";
import type { Filter } from "../filter/filter.js";
import { MAX_PAGE_SIZE } from "../limits.js";
import { parseWhere } from "../filter/parse-where.js";
import { findStringIssue } from "../json/string-issue.js";
import { formatUserPath, parseSortPath, parseUserPath } from "./user-path.js";
import { UserStatus } from "./user-status.js";
import { User } from "./user.js";
import type { Where } from "../filter/where.js";
import type { Result } from "../result.js";

/** Strings are sorted by this many leading code points; ties are broken by id. */
export const SORT_PREFIX_LENGTH = 128;

/** The maximum of a capped count. */
export const COUNT_CAP = 10_000;

const MAX_SORT_KEYS = 4;
const MAX_SELECT_PATHS = 50;
const MAX_SEARCH_LENGTH = 200;

const pathFrom = <Path>(parse: (text: string) => Result<Path>) =>
  z.string().transform((text, context): Path => {
    const path = parse(text);
    if ("value" in path) return path.value;
    context.addIssue({ code: "custom", message: path.error });
    return z.NEVER;
  });

const WhereInput = z.custom<Where>().transform((where, context): Filter => {
  const { filter, issues } = parseWhere(where);
  for (const { path, message } of issues) {
    context.addIssue({ code: "custom", path: [...path], message });
  }
  return filter;
});

/**
 * Users are sorted by the first key, ties by the next, and finally by id in the direction of the last key.
 * The ascending order of data values is: numbers, strings (by code point), false, true, objects and arrays
 * (all equal), null, missing.
 */
const Sort = z
  .array(
    z.strictObject({
      path: pathFrom(parseSortPath),
      /** Default: `asc`. */
      direction: z.enum(["asc", "desc"]).default("asc"),
    }),
  )
  .min(1)
  .max(MAX_SORT_KEYS)
  .superRefine((keys, context) => {
    const paths = keys.map(({ path }) => formatUserPath(path));
    for (const [index, path] of paths.entries()) {
      if (paths.indexOf(path) === index) continue;
      context.addIssue({ code: "custom", path: [index, "path"], message: "is already a sort key" });
    }
  });

const Search = z
  .string()
  .min(1)
  .max(MAX_SEARCH_LENGTH)
  .superRefine((text, context) => {
    const message = findStringIssue(text);
    if (message !== undefined) context.addIssue({ code: "custom", message });
  });

const Statuses = z
  .array(UserStatus)
  .min(1)
  .max(2)
  .superRefine((statuses, context) => {
    if (!statuses.includes("deleted") || statuses.every((one) => one === "deleted")) return;
    context.addIssue({ code: "custom", message: "cannot have deleted together with others" });
  });

export const ListUsersInput = z.strictObject({
  /** The filter; see {@link Where}. Default: all users. */
  where: WhereInput.optional(),
  /**
   * Finds users with this string in their id or in a top-level string of their data, ignoring the case of
   * ASCII letters. Like any filter without an index, it scans all users of the app.
   */
  search: Search.optional(),
  /**
   * Only users with one of these statuses; `deleted` only on its own, and only for server tokens and administrators.
   * Default: `active` and `deactivated`.
   */
  status: Statuses.optional(),
  /** Default: newest first, and for `deleted` the most recently deleted first. */
  sort: Sort.optional(),
  /** The data paths to return. All other fields are always returned. Default: all data. */
  select: z.array(pathFrom(parseUserPath)).max(MAX_SELECT_PATHS).optional(),
  /** The page size, up to 1,000. Default: 100. With 0, only the total is returned. */
  limit: z.int().min(0).max(MAX_PAGE_SIZE).optional(),
  /** The `nextCursor` or `previousCursor` of a page with the same `where`, `search` and `sort`. */
  cursor: z.string().max(4096).optional(),
  /** Count the users on all pages: `exact`, or `capped` at 10,000, which bounds the cost. */
  count: z.enum(["exact", "capped"]).optional(),
  /** Why the users are read: the first page of an export is recorded in the audit log, except with a user token. */
  purpose: z.literal("export").optional(),
});
export type ListUsersInput = z.input<typeof ListUsersInput>;

export const UserTotal = z.object({
  value: z.int().min(0),
  /** False if a capped count stopped at `value`. */
  isExact: z.boolean(),
});
export type UserTotal = z.infer<typeof UserTotal>;

export const UserPage = z.object({
  /** At most `limit`; fewer if their data would exceed 4 MiB, so only `nextCursor` tells whether more follow. */
  users: z.array(User),
  /** The cursor of the next page; null on the last page. */
  nextCursor: z.string().nullable(),
  /** The cursor of the previous page; null on the first page. */
  previousCursor: z.string().nullable(),
  /** Only if `count` was set. */
  total: UserTotal.optional(),
});
export type UserPage = z.infer<typeof UserPage>;
