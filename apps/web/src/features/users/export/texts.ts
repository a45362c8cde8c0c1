export const usersExportTexts = {
  format: "Format",
  formats: { ndjson: "NDJSON", csv: "CSV" },
  formatHints: {
    ndjson: "One JSON object per line with id, data, times and status. You can import it again.",
    csv: "Columns for id, data (as JSON), times and status. You can import it again.",
  },
  gzip: "Compress (gzip)",
  which: {
    all: "All users of this app, in the order of the list.",
    matching: "All users of this list, in its order.",
  },
  save: "Save file",
};
