const numbers = new Intl.NumberFormat("en");
const number = (value: number) => numbers.format(value);

export const usersTexts = {
  title: "Users",
  description: "Everyone in this directory, by the id you gave them.",
  add: "Add user",
  loading: "The users are being loaded",

  search: "Search users",
  searchHint: "Search id and data",
  clearSearch: "Clear the search",
  pageSize: "Users a page",
  aPage: (count: number) => `${count} a page`,
  refresh: "Refresh",
  columns: "Columns",
  export: "Export",
  panelLoading: "Loading…",
  /** Behind their number. */
  totalUnit: (count: number, { isFound }: { isFound: boolean }) =>
    `${count === 1 ? "user" : "users"}${isFound ? " found" : ""}`,
  countAll: "Count all",

  table: "Table of users",
  number: "Number",
  select: (id: string) => `Select ${id}`,
  selectPage: "Select all on this page",
  sortBy: (name: string) => `Sort by ${name}; with shift behind the other columns`,
  sorted: (direction: "asc" | "desc", key: number) =>
    `sorted ${direction === "asc" ? "upwards" : "downwards"}, key ${key}`,
  noData: "no data",
  noValue: "no value",

  pages: "Pages",
  range: (first: number, last: number) => `${number(first)} to ${number(last)}`,
  noMore: "No more users",
  end: "the end of the list",
  previous: "Previous",
  next: "Next",
  firstPage: "To the first page",

  filterFailed: (column: number, message: string) =>
    `The filter cannot be read. Column ${column}: ${message}`,
  nobodyFound: "Nobody is found",
  nobodyFoundWhy: "No user on this roster has what you asked for.",
  withoutSearch: "Clear search",
  withoutFilter: "Clear filter",
};
