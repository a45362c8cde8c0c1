import { pluralize, formatCount } from "@/lib/format";

const lines = (count: number) => `${formatCount(count)} ${pluralize(count, "line", "lines")}`;

/** "1 min 5 s" */
function duration(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  const minutes = Math.floor(whole / 60);
  return minutes === 0 ? `${whole} s` : `${minutes} min ${whole % 60} s`;
}

export const importTexts = {
  title: "Import users",
  description:
    "From a file of NDJSON or CSV, as it is or packed by gzip. It is read here, line by line.",
  choose: {
    drop: "Drop a file here",
    or: "or",
    button: "Choose a file",
    label: "File of users",
    hint: "NDJSON: a JSON object a line. CSV: the first line names the columns.",
  },
  file: {
    size: (bytes: number) => `${formatCount(bytes)} bytes`,
    another: "Another file",
    format: "Format",
    ndjson: "NDJSON",
    csv: "CSV",
  },
  preview: {
    title: "The first lines",
    label: "First lines of the file",
    line: "Line",
    id: "Id",
    data: "Data",
    empty: "There is no line in this file.",
    reading: "The file is being read",
  },
  columns: {
    title: "Columns",
    hint: "Where the cells of each column go.",
    target: (column: string) => `${column} goes to`,
    path: (column: string) => `Path of data for ${column}`,
    own: (column: string) => `As it is named: ${column}`,
    id: "Id",
    data: "All data, as JSON",
    createdAt: "Time of creation",
    updatedAt: "Time of the last change",
    toPath: "A path of data",
    pathExample: "address.city",
    none: "Nowhere",
  },
  options: {
    title: "How",
    existing: "An id that exists",
    refuse: "Refuse",
    keep: "Keep",
    update: "Update",
    existingHints: {
      refuse: "The line is refused, and its user stays as it is.",
      keep: "It is no error, and its user stays as it is: get or create.",
      update: "Its user gets the data of the line.",
    },
    keepTimes: "Keep times",
    keepTimesHint: "Times in the file are kept. Otherwise users are created now.",
    dryRun: "Try it",
    start: "Import",
  },
  running: {
    importing: "Users are being imported",
    trying: "The file is being tried",
    progress: "Progress",
    told: (done: number, rate: number) =>
      `${lines(done)}, ${formatCount(Math.round(rate))} a second`,
    left: (seconds: number) => `about ${duration(seconds)} left`,
    cancel: "Cancel",
  },
  result: {
    imported: "Imported",
    tried: "Tried: nothing is changed",
    cancelled: "Cancelled",
    cancelledWhat:
      "What was sent until then is kept. Import the file again and keep those that exist, to go on.",
    failed: "Broken off",
    failedWhat:
      "What was sent until then is kept. Import the file again and keep those that exist, to go on.",
    counts: "Lines by result",
    created: "Created",
    wouldBeCreated: "Would be created",
    existing: "Existed, unchanged",
    updated: "Updated",
    wouldBeUpdated: "Would be updated",
    conflict: "Refused: taken",
    invalid: "Refused: no user",
    took: (done: number, seconds: number) => `${lines(done)} in ${duration(seconds)}`,
    refused: "Refused lines",
    first: (shown: number, count: number) =>
      shown < count ? `The first ${formatCount(shown)} of ${formatCount(count)}` : "",
    line: (line: number) => `Line ${formatCount(line)}`,
    download: (count: number) =>
      `Download ${formatCount(count)} refused ${pluralize(count, "line", "lines")}`,
    toUsers: "To the users",
    start: "Import it now",
    back: "Back",
  },
  leaving: {
    title: "Leave while it is imported?",
    lost: "The import ends where it is. What was sent until then is kept.",
    leave: "Leave",
  },
};
