import { z } from "zod";
import type { Filter } from "../filter/filter.js";
import { MAX_PAGE_SIZE } from "../limits.js";
import { parseWhere } from "../filter/parse-where.js";
import { findStringIssue } from "../json/string-issue.js";
import { parseUserPath, type UserPath, formatUserPath } from "./user-path.js";
import { User } from "./user.js";
import type { Where } from "../filter/where.js";

/** Of a text no more characters (code points) than these count for the order; then the id decides. */
export const SORT_PREFIX_LENGTH = 128;

/** What a capped count counts to. */
export const COUNT_CAP = 10_000;

const MAX_SORT_KEYS = 4;
const MAX_SELECT_PATHS = 50;
const MAX_SEARCH_LENGTH = 200;

const Path = z.string().transform((text, context): UserPath => {
  const path = parseUserPath(text);
  if (!("problem" in path)) return path;
  context.addIssue({ code: "custom", message: path.problem });
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
 * Users are ordered by the first key, those that are equal there by the second, and so on; at last by id,
 * in the direction of the last key. Ascending, values of data come as numbers, texts (by code points),
 * false, true, objects and arrays (all equal), null, absent.
 */
const Sort = z
  .array(
    z.strictObject({
      path: Path,
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
      context.addIssue({ code: "custom", path: [index, "path"], message: "is sorted by already" });
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

export const ListUsersInput = z.strictObject({
  /** Which users; see {@link Where}. Default: all. */
  where: WhereInput.optional(),
  /**
   * Users with this text in their id or in a text at the top level of their data; A to Z are found as a
   * to z. Like any filter that no index serves it reads the app's users one by one.
   */
  search: Search.optional(),
  /** Default: the newest first. */
  sort: Sort.optional(),
  /** Paths of data: `data` holds these alone. All else of a user comes always. Default: all data. */
  select: z.array(Path).max(MAX_SELECT_PATHS).optional(),
  /** Users a page, 1 to 1,000. Default: 100. */
  limit: z.int().min(1).max(MAX_PAGE_SIZE).optional(),
  /** A page's `nextCursor` or `previousCursor`, with the same `where`, `search` and `sort`. */
  cursor: z.string().max(4096).optional(),
  /** Count the users of all pages: `exact`, or `capped` at 10,000, which bounds the cost. */
  count: z.enum(["exact", "capped"]).optional(),
});
export type ListUsersInput = z.input<typeof ListUsersInput>;

export const UserTotal = z.object({
  value: z.int().min(0),
  /** Whether there are no more than `value`. */
  isExact: z.boolean(),
});
export type UserTotal = z.infer<typeof UserTotal>;

export const UserPage = z.object({
  users: z.array(User),
  /** Where the next page begins; null on the last page. */
  nextCursor: z.string().nullable(),
  /** The page before; null on the first page. */
  previousCursor: z.string().nullable(),
  /** Only where it was asked for. */
  total: UserTotal.optional(),
});
export type UserPage = z.infer<typeof UserPage>;
