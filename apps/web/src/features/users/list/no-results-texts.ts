export const noResultsTexts = {
  noResults: {
    title: "No users found",
    hint: "No user matches the search, the filter and the status.",
  },
  emptyTrash: {
    title: "The trash is empty",
    hint: "Users that are moved to the trash appear here.",
  },
  notInTrash: {
    title: "Not found in the trash",
    hint: "No user in the trash matches the search and the filter.",
  },
  withoutSearch: "Clear search",
  withoutFilter: "Clear filter",
  withoutStatus: "Show any status",
};
