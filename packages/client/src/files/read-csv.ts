import { type Issue, MAX_REQUEST_BYTES } from "@roster/contract";
import type { Options, Parser } from "csv-parse";
import { createRosterError } from "../roster-error.js";
import { type CsvColumns, type Target, resolveColumns } from "./csv-columns.js";
import { parseJson, type ParsedRecord, toInvalidRecord } from "./parsed-record.js";

/** Without a bound a quote that is never closed would be read into memory up to the end. */
const MAX_RECORD_CHARACTERS = MAX_REQUEST_BYTES;

const options = {
  bom: true,
  info: true,
  raw: true,
  relax_column_count: true, // a record of another length is named, and the others are read
  record_delimiter: ["\r\n", "\n"],
  max_record_size: MAX_RECORD_CHARACTERS,
} satisfies Options;

/** What csv-parse says of a record; `lines` is where it ends. */
interface CsvRecord {
  readonly record: readonly string[];
  readonly raw: string;
  readonly info: { readonly lines: number };
}

/**
 * Reads CSV (RFC 4180) whose first record names the columns; each other becomes a user's object.
 *
 * @throws RosterError INVALID for columns that are no users', and where the quotes, or UTF-8, end: behind
 * such a place nobody knows what is a record.
 */
export async function* readCsv(
  parts: AsyncIterable<Uint8Array>,
  { columns, afterLine }: { columns: CsvColumns | undefined; afterLine: number },
): AsyncGenerator<ParsedRecord[]> {
  let targets: readonly Target[] | undefined;
  let line = 1;
  for await (const records of parseRecords(parts)) {
    const readings: ParsedRecord[] = [];
    for (const { record, raw, info } of records) {
      const place = { line, text: raw.replace(/\r?\n?$/, "") };
      line = info.lines + 1;
      if (record.length === 1 && record[0] === "") continue;
      if (targets === undefined) targets = resolveColumns(record, columns);
      else if (place.line > afterLine) readings.push(readRecord(targets, record, place));
    }
    yield readings;
  }
}

/** The names of a CSV file's columns; none of an empty one. */
export async function readCsvNames(parts: AsyncIterable<Uint8Array>): Promise<readonly string[]> {
  for await (const records of parseRecords(parts)) {
    const first = records.find(({ record }) => record.length > 1 || record[0] !== "");
    if (first) return first.record;
  }
  return [];
}

/** The records that each part of the text ends. */
async function* parseRecords(parts: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRecord[]> {
  // Loaded here: it is larger than all else, and its build for browsers runs in Node as well.
  const { parse } = await import("csv-parse/browser/esm");
  const parser = parse(options);
  let records: CsvRecord[] = [];
  parser.on("data", (found: CsvRecord) => void records.push(found));
  for await (const text of decodeChunks(parts)) {
    await write(parser, text);
    yield records;
    records = [];
  }
  await write(parser, null);
  yield records;
}

/** Gives the parser a text, or the end, and waits until it has read it. */
async function write(parser: Parser, text: string | null): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      parser.once("error", reject);
      const done = () => {
        parser.removeListener("error", reject);
        resolve();
      };
      if (text === null) parser.once("end", done).end();
      else parser.write(text, () => done());
    });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw createRosterError(
      "INVALID",
      `The CSV cannot be read on: ${reason.replace(/ ?\n ?/g, " ")}`,
      {
        cause,
      },
    );
  }
}

function readRecord(
  targets: readonly Target[],
  cells: readonly string[],
  place: { line: number; text: string },
): ParsedRecord {
  if (cells.length !== targets.length) {
    const message = `has ${cells.length} cells; the first line names ${targets.length} columns`;
    return toInvalidRecord(place, message);
  }
  const user = emptyObject();
  const data = emptyObject();
  user["data"] = data;
  for (const [index, target] of targets.entries()) {
    const cell = cells[index] ?? "";
    if (target === null) continue;
    if (target === "data") {
      const read = cell === "" ? { value: {} } : parseJson(cell);
      if ("issues" in read) return { ...place, issues: read.issues.map(nestInData) };
      user["data"] = read.value;
    } else if (target === "id" || (typeof target === "string" && cell !== "")) {
      user[target] = cell;
    } else if (typeof target !== "string") {
      setAtPath(data, target, cell);
    }
  }
  return { ...place, value: user, issues: [] };
}

const nestInData = ({ path, message }: Issue): Issue => ({ path: ["data", ...path], message });

/** Without a prototype, so that `__proto__` is a key like all others. */
const emptyObject = (): Record<string, unknown> => ({ __proto__: null });

function setAtPath(data: Record<string, unknown>, path: readonly string[], cell: string): void {
  let place = data;
  for (const key of path.slice(0, -1)) place = childObject(place, key);
  place[path.at(-1) ?? ""] = cell;
}

/** No path goes through another's text: see `targetsOf`. */
function childObject(place: Record<string, unknown>, key: string): Record<string, unknown> {
  const made = place[key] ?? emptyObject();
  place[key] = made;
  return made as Record<string, unknown>; // oxlint-disable-line typescript/consistent-type-assertions -- made here
}

async function* decodeChunks(parts: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let bytes = 0;
  const decode = (part?: Uint8Array) => {
    try {
      return decoder.decode(part, { stream: part !== undefined });
    } catch (cause) {
      const message = `The CSV is not UTF-8, after byte ${bytes} or later`;
      throw createRosterError("INVALID", message, { cause });
    }
  };
  for await (const part of parts) {
    yield decode(part);
    bytes += part.length;
  }
  yield decode();
}
