import {
  type ListUsersInput,
  parseUserPath,
  USER_ID_PATTERN,
  type UserStatus,
} from "@roster/contract";
import type { Where } from "@roster/contract/filter";
import type { PathInApp } from "@/features/apps/app-path";

export const pageSizes = [25, 50, 100, 250] as const;
export type PageSize = (typeof pageSizes)[number];
const DEFAULT_SIZE = 50;
const MAX_SORT_KEYS = 4;

export interface SortKey {
  readonly path: string;
  readonly direction: "asc" | "desc";
}

const newestFirst: readonly SortKey[] = [{ path: "createdAt", direction: "desc" }];

/** The choices of the status filter; `deleted` is the trash. */
export const viewStatuses = ["active", "deactivated", "banned", "deleted"] as const;
export type ViewStatus = (typeof viewStatuses)[number];

/** Which users are shown. Stored in the URL, so that a link shows the same. */
export interface UsersView {
  /** A substring of the id or the data; empty for none. */
  readonly search: string;
  /** In the filter language; empty for none. */
  readonly filter: string;
  /** Absent for all users except those in the trash. */
  readonly status?: ViewStatus | undefined;
  readonly sort: readonly SortKey[];
  readonly size: PageSize;
  /** Absent on the first page. */
  readonly cursor?: string | undefined;
  /** Counted from 1, for display only; the cursor selects the page. */
  readonly page: number;
  /** The id of the user that is open next to the table. */
  readonly user?: string | undefined;
}

/** Parses URL parameters and ignores invalid ones. */
export function parseView(parameters: URLSearchParams): UsersView {
  const size = pageSizes.find((choice) => String(choice) === parameters.get("size"));
  const cursor = parameters.get("cursor");
  const page = Number(parameters.get("page"));
  const user = parameters.get("user") ?? "";
  const status = viewStatuses.find((choice) => choice === parameters.get("status"));
  const view = {
    search: parameters.get("search")?.trim() ?? "",
    filter: (parameters.get("filter") ?? "").replaceAll(/[\r\n]+/g, " ").trim(),
    ...(status && { status }),
    sort: parseSort(parameters.getAll("sort")),
    size: size ?? DEFAULT_SIZE,
    ...(USER_ID_PATTERN.test(user) && { user }),
  };
  if (!cursor) return { ...view, page: 1 };
  return { ...view, cursor, page: Number.isSafeInteger(page) && page > 1 ? page : 2 };
}

export function usersPath(view: UsersView): PathInApp {
  const { search, filter, status, sort, size, cursor, page, user } = view;
  const parameters = new URLSearchParams();
  if (search !== "") parameters.set("search", search);
  if (filter !== "") parameters.set("filter", filter);
  if (status !== undefined) parameters.set("status", status);
  for (const text of isDefaultSort(sort) ? [] : sort.map(formatSortKey))
    parameters.append("sort", text);
  if (size !== DEFAULT_SIZE) parameters.set("size", String(size));
  if (cursor !== undefined) {
    parameters.set("page", String(page));
    parameters.set("cursor", cursor);
  }
  if (user !== undefined) parameters.set("user", user);
  const query = parameters.toString();
  return query === "" ? "/users" : `/users?${query}`;
}

/** Whether the view shows only some users: by a search, a filter or a status. */
export const hasQuery = ({ search, filter, status }: UsersView): boolean =>
  search !== "" || filter !== "" || status !== undefined;

/** Identifies the query, to detect a different search, filter or status. */
export const queryKeyOf = ({ search, filter, status }: UsersView): string =>
  JSON.stringify([search, filter, status]);

interface UsersQuery {
  readonly where?: Where;
  readonly search?: string;
  readonly status?: UserStatus[];
}

/** The query part of the `users.list` input; `where` is the view's parsed filter. */
export function toQuery({ search, status }: UsersView, where: Where | undefined): UsersQuery {
  return {
    ...withBan(where, status),
    ...(search !== "" && { search }),
    ...(status !== undefined && status !== "banned" && { status: [status] }),
  };
}

/** A ban is a filter, not a status, but people look for it among the statuses. */
function withBan(
  where: Where | undefined,
  status: ViewStatus | undefined,
): Pick<UsersQuery, "where"> {
  if (status !== "active" && status !== "banned") return where ? { where } : {};
  const ban = { banned: status === "banned" };
  return { where: where ? { and: [where, ban] } : ban };
}

/** Input that requests only the total. */
export function toCountInput(
  view: UsersView,
  { where, isExact }: { readonly where?: Where | undefined; readonly isExact: boolean },
) {
  return { ...toQuery(view, where), limit: 0, count: isExact ? "exact" : "capped" } as const;
}

export function toListInput(view: UsersView, where: Where | undefined): ListUsersInput {
  const { sort, size, cursor } = view;
  return {
    ...toQuery(view, where),
    ...(!isDefaultSort(sort) && { sort: [...sort] }),
    limit: size,
    ...(cursor !== undefined && { cursor }),
  };
}

/** The order after a click on a column: ascending, descending, then unsorted. */
export function toggleSort(
  sort: readonly SortKey[],
  path: string,
  { isMore }: { readonly isMore: boolean },
): readonly SortKey[] {
  const before = sort.find((key) => key.path === path);
  const isNew = !before || (isDefaultSort(sort) && !isMore);
  const direction = isNew ? "asc" : "desc";
  const key = isNew || before.direction === "asc" ? [{ path, direction } as const] : [];
  if (!isMore) return key.length === 0 ? newestFirst : key;
  const others = isDefaultSort(sort) ? [] : sort;
  const next = before
    ? others.flatMap((other) => (other.path === path ? key : [other]))
    : [...others.slice(0, MAX_SORT_KEYS - 1), ...key];
  return next.length === 0 ? newestFirst : next;
}

function isDefaultSort(sort: readonly SortKey[]): boolean {
  return sort.map(formatSortKey).join() === newestFirst.map(formatSortKey).join();
}

const formatSortKey = ({ path, direction }: SortKey) => (direction === "desc" ? `-${path}` : path);

function parseSort(texts: readonly string[]): readonly SortKey[] {
  const keys = texts.map((text): SortKey => {
    const isDescending = text.startsWith("-");
    return {
      path: isDescending ? text.slice(1) : text,
      direction: isDescending ? "desc" : "asc",
    };
  });
  const good = keys.filter(
    ({ path }, index) =>
      "value" in parseUserPath(path) && keys.findIndex((key) => key.path === path) === index,
  );
  return good.length === 0 ? newestFirst : good.slice(0, MAX_SORT_KEYS);
}
