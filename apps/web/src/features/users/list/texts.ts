import { formatCount, pluralize } from "@/lib/format";

export const usersTexts = {
  title: "Users",
  description: "All users of this app, by the IDs that your application chose.",
  trash: "Trash",
  add: "Add user",
  loading: "Loading users",

  search: "Search users",
  searchHint: "Search IDs and data",
  clearSearch: "Clear the search",
  status: "Status",
  anyStatus: "Any status",
  statuses: { active: "Active", deactivated: "Deactivated", banned: "Banned" },
  pageSize: "Users per page",
  perPage: (count: number) => `${count} per page`,
  refresh: "Refresh",
  columns: "Columns",
  export: "Export",
  panelLoading: "Loading…",
  /** Shown after the number. */
  totalUnit: (count: number, { isFound }: { isFound: boolean }) =>
    `${pluralize(count, "user", "users")}${isFound ? " found" : ""}`,
  countAll: "Count all",

  table: "Table of users",
  number: "Number",
  select: (id: string) => `Select ${id}`,
  selectPage: "Select all on this page",
  sortBy: (name: string) => `Sort by ${name}; hold Shift to add it to the current order`,
  sorted: (direction: "asc" | "desc", key: number) =>
    `sorted ${direction === "asc" ? "ascending" : "descending"}, key ${key}`,
  noData: "no data",
  noValue: "no value",

  pages: "Pages",
  range: (first: number, last: number) => `${formatCount(first)} to ${formatCount(last)}`,
  noMore: "No more users",
  end: "end of the list",
  previous: "Previous",
  next: "Next",
  firstPage: "Go to the first page",

  invalidFilter: (column: number, message: string) =>
    `Invalid filter. Column ${column}: ${message}`,
};
