export const usersExportTexts = {
  format: "Format",
  formats: { ndjson: "NDJSON", csv: "CSV" },
  formatHints: {
    ndjson: "A JSON object a line: id, data and times. It can be imported again as it is.",
    csv: "Columns id, data (as JSON) and times. It can be imported again as it is.",
  },
  gzip: "Pack it (gzip)",
  which: {
    all: "All users of this app, in the order of the list.",
    found: "All that the search and the filter find, in the order of the list.",
  },
  save: "Save the file",
};
