/** The statuses in lists and details. */
export const statusTexts = {
  deactivated: "Deactivated",
  banned: "Banned",
  deleted: "In the trash",
};
