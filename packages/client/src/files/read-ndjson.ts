import { MAX_REQUEST_BYTES } from "@roster/contract";
import { concat } from "./concat.js";
import { type ParsedRecord, parseOrIssues, toInvalidRecord } from "./parsed-record.js";
import { parseUserLine } from "./parse-user-line.js";

const NEWLINE = 0x0a;
const BYTE_ORDER_MARK = "\ufeff";

/** A line that is too long for a request is not held in memory either. */
const MAX_LINE_BYTES = MAX_REQUEST_BYTES;

/** Reads one JSON value per line, and skips blank lines. */
export async function* readNdjson(
  chunks: AsyncIterable<Uint8Array>,
  afterLine: number,
): AsyncGenerator<ParsedRecord[]> {
  let line = 1;
  /** The start of an incomplete line. */
  let incomplete: Uint8Array[] = [];
  let length = 0;
  const append = (bytes: Uint8Array) => {
    length += bytes.length;
    if (length <= MAX_LINE_BYTES) incomplete.push(bytes);
  };
  const readLines = (bytes: Uint8Array): ParsedRecord[] => {
    const first = line;
    const lines = decodeLines(bytes);
    line += lines.length;
    const skipped = Math.max(0, afterLine + 1 - first);
    return lines
      .slice(skipped)
      .flatMap((text, index) => readLine(first + skipped + index, text) ?? []);
  };
  const end = (): ParsedRecord[] => {
    const bytes = concat(incomplete);
    const isTooLong = length > MAX_LINE_BYTES;
    incomplete = [];
    length = 0;
    if (!isTooLong) return readLines(bytes);
    line += 1;
    if (line - 1 <= afterLine) return [];
    return [toInvalidRecord({ line: line - 1, text: "" }, `has more than ${MAX_LINE_BYTES} bytes`)];
  };
  for await (const chunk of chunks) {
    const last = chunk.lastIndexOf(NEWLINE);
    // The complete lines of a chunk are decoded together.
    const start = length > 0 && last !== -1 ? chunk.indexOf(NEWLINE) + 1 : 0;
    if (start > 0) append(chunk.subarray(0, start - 1));
    const ended = start > 0 ? end() : [];
    yield last < start ? ended : [...ended, ...readLines(chunk.subarray(start, last))];
    append(chunk.subarray(last + 1));
  }
  if (length > 0) yield end();
}

/** The text of a line, and whether it is valid UTF-8. */
interface LineText {
  readonly text: string;
  readonly isUtf8: boolean;
}

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder("utf-8", { ignoreBOM: true });

function decodeLines(bytes: Uint8Array): LineText[] {
  const whole = decode(bytes);
  if (whole !== undefined) return whole.split("\n").map((text) => ({ text, isUtf8: true }));
  const lines: LineText[] = [];
  for (let start = 0; start <= bytes.length;) {
    const newline = bytes.indexOf(NEWLINE, start);
    const end = newline === -1 ? bytes.length : newline;
    const text = decode(bytes.subarray(start, end));
    lines.push(
      text === undefined
        ? { text: lenient.decode(bytes.subarray(start, end)), isUtf8: false }
        : { text, isUtf8: true },
    );
    start = end + 1;
  }
  return lines;
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

function readLine(line: number, { text: decoded, isUtf8 }: LineText): ParsedRecord | undefined {
  const isMarked = line === 1 && decoded.startsWith(BYTE_ORDER_MARK);
  const text = (isMarked ? decoded.slice(1) : decoded).replace(/\r$/, "");
  if (/^[ \t]*$/.test(text)) return undefined;
  if (!isUtf8) return toInvalidRecord({ line, text }, "the line is not UTF-8");
  return { line, text, issues: [], ...parseOrIssues(() => parseUserLine(text)) };
}
