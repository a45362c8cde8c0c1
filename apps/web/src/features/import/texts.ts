import { formatCount, pluralize } from "@/lib/format";

const lines = (count: number) => `${formatCount(count)} ${pluralize(count, "line", "lines")}`;

/** "1 min 5 s" */
function formatDuration(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  const minutes = Math.floor(whole / 60);
  return minutes === 0 ? `${whole} s` : `${minutes} min ${whole % 60} s`;
}

const resume =
  "Users sent so far have been imported. To resume, import the file again and keep existing users.";

export const importTexts = {
  title: "Import users",
  description:
    "From an NDJSON or CSV file, plain or compressed with gzip. Your browser reads it line by line.",
  choose: {
    drop: "Drop a file here",
    or: "or",
    button: "Choose a file",
    label: "File of users",
    hint: "NDJSON: one JSON object per line. CSV: the first line names the columns.",
  },
  file: {
    size: (bytes: number) => `${formatCount(bytes)} bytes`,
    another: "Choose another file",
    format: "Format",
    ndjson: "NDJSON",
    csv: "CSV",
  },
  preview: {
    title: "Preview",
    label: "First lines of the file",
    line: "Line",
    id: "ID",
    data: "Data",
    empty: "The file has no lines.",
    reading: "Reading the file",
  },
  columns: {
    title: "Columns",
    hint: "Choose a target for each column.",
    target: (column: string) => `Target of ${column}`,
    path: (column: string) => `Data path of ${column}`,
    asNamed: (column: string) => `By name: ${column}`,
    id: "ID",
    data: "All data, as JSON",
    createdAt: "Created at",
    updatedAt: "Updated at",
    status: "Status",
    dataPath: "Data path",
    pathExample: "address.city",
    ignore: "Ignore",
  },
  options: {
    title: "Options",
    existing: "Existing IDs",
    reject: "Reject",
    keep: "Keep",
    update: "Update",
    existingHints: {
      reject: "The line is rejected and its user does not change.",
      keep: "The line is accepted and its user does not change (get or create).",
      update: "The user’s data is replaced by the line’s, and so is a state that the line has.",
    },
    keepTimes: "Keep times",
    keepTimesHint: "Use the times in the file. Otherwise users are created now.",
    dryRun: "Dry run",
    start: "Import",
  },
  running: {
    importing: "Importing users",
    dryRun: "Running without changes",
    progress: "Progress",
    rate: (done: number, perSecond: number) =>
      `${lines(done)}, ${formatCount(Math.round(perSecond))} per second`,
    left: (seconds: number) => `about ${formatDuration(seconds)} left`,
    cancel: "Cancel",
  },
  result: {
    imported: "Imported",
    dryRun: "Dry run: nothing has changed",
    cancelled: "Cancelled",
    failed: "Import failed",
    resume,
    counts: "Lines by result",
    created: "Created",
    wouldBeCreated: "Would be created",
    existing: "Existing, unchanged",
    updated: "Updated",
    wouldBeUpdated: "Would be updated",
    conflict: "Rejected: ID exists",
    invalid: "Rejected: invalid",
    took: (done: number, seconds: number) => `${lines(done)} in ${formatDuration(seconds)}`,
    rejected: "Rejected lines",
    first: (shown: number, count: number) =>
      shown < count ? `The first ${formatCount(shown)} of ${formatCount(count)}` : "",
    line: (line: number) => `Line ${formatCount(line)}`,
    download: (count: number) =>
      `Download ${formatCount(count)} rejected ${pluralize(count, "line", "lines")}`,
    backToUsers: "Back to users",
    start: "Import now",
    back: "Back",
  },
  leaving: {
    title: "Leave during the import?",
    lost: "The import stops. Users sent so far have been imported.",
    leave: "Leave",
  },
};
