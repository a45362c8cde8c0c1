/** The names of states in lists; apart from the other texts, which the list does not load. */
export const statusNameTexts = {
  deactivated: "Deactivated",
  banned: "Banned",
  deleted: "In the trash",
};
