import { type Issue, MAX_REQUEST_BYTES } from "@roster/contract";
import { parseJson, readJsonText } from "@roster/contract/json";
import type { Options, Parser } from "csv-parse";
import { createRosterError } from "../roster-error.js";
import { type CsvColumns, resolveColumns, type Target } from "./csv-columns.js";
import { type ParsedRecord, parseOrIssues, toInvalidRecord } from "./parsed-record.js";

/** Without a limit, an unclosed quote would read the rest of the file into memory. */
const MAX_RECORD_CHARACTERS = MAX_REQUEST_BYTES;

const options = {
  bom: true,
  info: true,
  raw: true,
  relax_column_count: true, // a record of another length is reported, and the others are read
  record_delimiter: ["\r\n", "\n"],
  max_record_size: MAX_RECORD_CHARACTERS,
} satisfies Options;

/** A record of csv-parse; `lines` is the line that it ends on. */
interface CsvRecord {
  readonly record: readonly string[];
  readonly raw: string;
  readonly info: { readonly lines: number };
}

/**
 * Reads CSV (RFC 4180). The first record names the columns; each of the others becomes the object of a user.
 *
 * @throws RosterError INVALID for invalid columns, and for broken quotes or UTF-8: after these, the boundaries
 * of records are unknown.
 */
export async function* readCsv(
  chunks: AsyncIterable<Uint8Array>,
  { columns, afterLine }: { columns: CsvColumns | undefined; afterLine: number },
): AsyncGenerator<ParsedRecord[]> {
  let targets: readonly Target[] | undefined;
  let line = 1;
  for await (const records of parseRecords(chunks)) {
    const parsed: ParsedRecord[] = [];
    for (const { record, raw, info } of records) {
      const source = { line, text: raw.replace(/\r?\n?$/, "") };
      line = info.lines + 1;
      if (record.length === 1 && record[0] === "") continue;
      if (targets === undefined) targets = resolveColumns(record, columns);
      else if (source.line > afterLine) parsed.push(readRecord(targets, record, source));
    }
    yield parsed;
  }
}

/** The column names of a CSV file; empty for an empty file. */
export async function readCsvNames(chunks: AsyncIterable<Uint8Array>): Promise<readonly string[]> {
  for await (const records of parseRecords(chunks)) {
    const first = records.find(({ record }) => record.length > 1 || record[0] !== "");
    if (first) return first.record;
  }
  return [];
}

/** The records that end in each chunk. */
async function* parseRecords(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRecord[]> {
  // Imported lazily, as it is larger than everything else. The browser build also runs in Node.
  const { parse } = await import("csv-parse/browser/esm");
  const parser = parse(options);
  let records: CsvRecord[] = [];
  parser.on("data", (record: CsvRecord) => void records.push(record));
  for await (const text of decodeChunks(chunks)) {
    await write(parser, text);
    yield records;
    records = [];
  }
  await write(parser, null);
  yield records;
}

/** Passes text, or null for the end, to the parser, and waits until it is parsed. */
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
    throw createRosterError("INVALID", `Invalid CSV: ${reason.replace(/ ?\n ?/g, " ")}`, { cause });
  }
}

function readRecord(
  targets: readonly Target[],
  cells: readonly string[],
  source: { line: number; text: string },
): ParsedRecord {
  if (cells.length !== targets.length) {
    const message = `has ${cells.length} cells, but the first line has ${targets.length} columns`;
    return toInvalidRecord(source, message);
  }
  const user: Record<string, unknown> = {};
  const data: Tree = new Map();
  let dataCell: string | undefined;
  let banCell = "";
  for (const [index, target] of targets.entries()) {
    const cell = cells[index] ?? "";
    if (target === "data") dataCell = cell === "" ? "{}" : cell;
    else if (target === "ban") banCell = cell;
    else if (target === "id" || (typeof target === "string" && cell !== "")) user[target] = cell;
    else if (typeof target === "object" && target !== null) setAtPath(data, target, cell);
  }
  const parsed = parseOrIssues(() => readJsonText(dataCell ?? writeTree(data)));
  if ("issues" in parsed) return { ...source, issues: parsed.issues.map(nestIn("data")) };
  if (banCell === "") return { ...source, user: { ...user, data: parsed.user }, issues: [] };
  const ban = parseOrIssues(() => parseJson(banCell));
  if ("issues" in ban) return { ...source, issues: ban.issues.map(nestIn("ban")) };
  return { ...source, user: { ...user, data: parsed.user, ban: ban.user }, issues: [] };
}

const nestIn =
  (key: string) =>
  ({ path, message }: Issue): Issue => ({ path: [key, ...path], message });

/** Nested cells, in the order of their columns. */
type Tree = Map<string, string | Tree>;

/** Paths never go through the string of another column: see `resolveColumns`. */
function setAtPath(data: Tree, path: readonly string[], cell: string): void {
  let parent = data;
  for (const key of path.slice(0, -1)) {
    const child = parent.get(key);
    const next: Tree = typeof child === "object" ? child : new Map();
    parent.set(key, next);
    parent = next;
  }
  parent.set(path.at(-1) ?? "", cell);
}

function writeTree(tree: Tree): string {
  const members = Array.from(tree, ([key, value]) => {
    const text = typeof value === "string" ? JSON.stringify(value) : writeTree(value);
    return `${JSON.stringify(key)}:${text}`;
  });
  return `{${members.join()}}`;
}

async function* decodeChunks(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let bytes = 0;
  const decode = (chunk?: Uint8Array) => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch (cause) {
      const message = `Invalid CSV: not UTF-8 at or after byte ${bytes}`;
      throw createRosterError("INVALID", message, { cause });
    }
  };
  for await (const chunk of chunks) {
    yield decode(chunk);
    bytes += chunk.length;
  }
  yield decode();
}
