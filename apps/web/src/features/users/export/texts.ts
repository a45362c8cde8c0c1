export const usersExportTexts = {
  format: "Format",
  formats: { ndjson: "NDJSON", csv: "CSV" },
  formatHints: {
    ndjson: "One JSON object per line with id, data and times. You can import it again.",
    csv: "Columns for id, data (as JSON) and times. You can import it again.",
  },
  gzip: "Compress (gzip)",
  which: {
    all: "All users of this app, in the order of the list.",
    matching: "All users that match the search and the filter, in the order of the list.",
  },
  save: "Save file",
};
