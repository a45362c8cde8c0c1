import type { ImportedLine } from "@roster/client/files";
import { formatPath } from "@roster/contract/json";

const MAX_SHOWN = 20;
const PART_LENGTH = 1024 * 1024;

/** The rejected lines of an import, stored in blobs of about a megabyte to keep them out of the JavaScript heap. */
export interface RejectedLines {
  add(lines: readonly ImportedLine[]): void;
  readonly first: readonly ImportedLine[];
  count(): number;
  /** All rejected lines as NDJSON, in the format of `roster users import --rejects`. */
  toFile(): Blob;
}

export function createRejectedLines(): RejectedLines {
  const first: ImportedLine[] = [];
  const parts: Blob[] = [];
  let text = "";
  let count = 0;

  function flush() {
    if (text !== "") parts.push(new Blob([text]));
    text = "";
  }

  return {
    first,
    count: () => count,
    add(lines) {
      for (const line of lines) {
        if (line.status !== "invalid" && line.status !== "conflict") continue;
        count += 1;
        if (first.length < MAX_SHOWN) first.push(line);
        text += `${JSON.stringify(toReport(line))}\n`;
        if (text.length > PART_LENGTH) flush();
      }
    },
    toFile() {
      flush();
      return new Blob(parts, { type: "application/x-ndjson" });
    },
  };
}

function toReport({ line, status, issues, text }: ImportedLine) {
  const reasons = issues.map(({ path, message }) => ({ path: formatPath(path), message }));
  return { line, status, reasons, text };
}
