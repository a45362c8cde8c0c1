import { pipeline, Readable } from "node:stream";
import { AppError, type Issue, MAX_REQUEST_BYTES } from "@roster/contract";
import { CsvError, parse } from "csv-parse";
import { z } from "zod";
import { columnsOf, type Columns } from "./csv-columns.js";
import { readJson, type Reading } from "./reading.js";

/** What csv-parse says of a record; `lines` is where it ends. */
const CsvRecord = z.object({
  record: z.array(z.string()),
  raw: z.string(),
  info: z.object({ lines: z.int() }),
});

/** Without a bound a quote that is never closed would be read into memory up to the end. */
const MAX_RECORD_CHARACTERS = MAX_REQUEST_BYTES;

const options = {
  bom: true,
  info: true,
  raw: true,
  relax_column_count: true, // a record of another length is named, and the others are read
  record_delimiter: ["\r\n", "\n"],
  max_record_size: MAX_RECORD_CHARACTERS,
};

/**
 * Reads CSV (RFC 4180) whose first record names the columns; each other becomes an object.
 *
 * @throws AppError INVALID for columns that are no users', and where the quotes, or UTF-8, end: behind
 * such a place nobody knows what is a record.
 */
export async function* readCsv(chunks: AsyncIterable<Buffer>): AsyncGenerator<Reading[]> {
  const parser = pipeline(Readable.from(decoded(chunks)), parse(options), () => {});
  let columns: Columns | undefined;
  let line = 1;
  try {
    for await (const found of parser) {
      const { record, raw, info } = CsvRecord.parse(found);
      const start = line;
      line = info.lines + 1;
      if (record.length === 1 && record[0] === "") continue;
      if (columns === undefined) columns = columnsOf(record);
      else yield [readRecord(columns, record, { line: start, text: raw.replace(/\r?\n?$/, "") })];
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const message = `The CSV cannot be read on: ${error.message.replace(/ ?\n ?/g, " ")}`;
    throw new AppError("INVALID", message, { cause: error });
  }
}

function readRecord(
  { names, dataColumn, isTime }: Columns,
  cells: readonly string[],
  place: { line: number; text: string },
): Reading {
  if (cells.length !== names.length) {
    const message = `has ${cells.length} cells; the first line names ${names.length} columns`;
    return { ...place, issues: [{ path: [], message }] };
  }
  const entries: [string, unknown][] = [];
  for (const [index, name] of names.entries()) {
    const cell = cells[index] ?? "";
    if (index === dataColumn) {
      const read = cell === "" ? { value: {} } : readJson(cell);
      if ("issues" in read) return { ...place, issues: read.issues.map(below(name)) };
      entries.push([name, read.value]);
    } else if (cell !== "" || !isTime(name)) {
      entries.push([name, cell]);
    }
  }
  return { ...place, value: Object.fromEntries(entries), issues: [] };
}

const below =
  (key: string) =>
  ({ path, message }: Issue): Issue => ({ path: [key, ...path], message });

async function* decoded(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let bytes = 0;
  const decode = (chunk?: Buffer) => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch (cause) {
      throw new AppError("INVALID", `The CSV is not UTF-8, after byte ${bytes} or later`, {
        cause,
      });
    }
  };
  for await (const chunk of chunks) {
    yield decode(chunk);
    bytes += chunk.length;
  }
  yield decode();
}
