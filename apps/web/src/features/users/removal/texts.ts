/** Texts of removing one or many users. */
export const removalTexts = {
  mode: "How to remove",
  modes: { soft: "Move to trash", hard: "Remove for good" },
  eraseId: "Erase the ID too",
  eraseIdHint: "In the history and the audit log, the ID is replaced by a hash.",
  trashed: "Moved to the trash",
  trashedText: (id: string) => `${id} can be restored from the trash.`,
};
