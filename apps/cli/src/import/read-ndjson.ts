import { isUtf8 } from "node:buffer";
import { MAX_REQUEST_BYTES } from "@roster/contract";
import { readJson, type Reading } from "./reading.js";

const NEWLINE = 0x0a;
const BYTE_ORDER_MARK = "\ufeff";

/** A line that no request can carry is not held in memory either. */
const MAX_LINE_BYTES = MAX_REQUEST_BYTES;

/** Reads JSON values, one a line; lines of nothing but spaces are passed over. */
export async function* readNdjson(chunks: AsyncIterable<Buffer>): AsyncGenerator<Reading[]> {
  let line = 1;
  let parts: Buffer[] = [];
  let length = 0;
  const add = (part: Buffer) => {
    length += part.length;
    if (length <= MAX_LINE_BYTES) parts.push(part);
  };
  const end = (): Reading[] => {
    const reading =
      length > MAX_LINE_BYTES
        ? refuse({ line, text: "" }, `the line has more than ${MAX_LINE_BYTES} bytes`)
        : readLine(line, Buffer.concat(parts));
    line += 1;
    parts = [];
    length = 0;
    return reading ? [reading] : [];
  };
  for await (const chunk of chunks) {
    const readings: Reading[] = [];
    let start = 0;
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, start)) {
      add(chunk.subarray(start, at));
      readings.push(...end());
      start = at + 1;
    }
    add(chunk.subarray(start));
    yield readings;
  }
  if (length > 0) yield end();
}

function readLine(line: number, bytes: Buffer): Reading | undefined {
  const decoded = bytes.toString("utf8");
  const isMarked = line === 1 && decoded.startsWith(BYTE_ORDER_MARK);
  const text = (isMarked ? decoded.slice(1) : decoded).replace(/\r$/, "");
  if (/^[ \t]*$/.test(text)) return undefined;
  // What is not UTF-8 was replaced in decoding.
  if (!isUtf8(bytes)) return refuse({ line, text }, "the line is not UTF-8");
  return { line, text, issues: [], ...readJson(text) };
}

function refuse(place: { line: number; text: string }, message: string): Reading {
  return { ...place, issues: [{ path: [], message }] };
}
