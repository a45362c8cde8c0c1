import { type Issue, RawUser } from "@roster/contract";
import { toReadError } from "./file-failure.js";
import { type ByteSource, readChunks } from "./byte-source.js";
import type { CsvColumns } from "./csv-columns.js";
import type { FileFormat } from "./file-format.js";
import { readCsv, readCsvNames } from "./read-csv.js";
import { readNdjson } from "./read-ndjson.js";
import { type ImportedUser, toUser } from "./to-user.js";
import { gunzip } from "./gunzip.js";

/** How a file is read. */
export interface ReadUsersOptions {
  /** Default: `ndjson`; see {@link formatOf}. Gzip is known by its content. */
  readonly format?: FileFormat;
  /** Where the cells of CSV columns go that are not to go where their names say. */
  readonly columns?: CsvColumns;
  /** Pass times and versions over: the server gives new ones. Default: false. */
  readonly ignoreTimes?: boolean;
  /** Pass over the lines up to this one. Default: 0. */
  readonly afterLine?: number | undefined;
  /** What errors call the file. Default: `The file`. */
  readonly name?: string;
  readonly signal?: AbortSignal | undefined;
}

/** A line of a file: its user, or what is wrong with it, with paths within the line. */
export type UserLine = {
  /** The first line is 1. */
  readonly line: number;
  /** As it stands in the file; empty for one that is too long to be held. */
  readonly text: string;
} & ({ readonly user: ImportedUser } | { readonly issues: readonly Issue[] });

/**
 * The users of a file, in parts as they are read: nothing is sent. Lines of nothing but spaces are passed
 * over. A part of the source is held at a time, and a line; who leaves the loop lets go of the source.
 *
 * Errors: INVALID for columns that are no users', for gzip or a source that breaks off, and where the quotes
 * of CSV, or its UTF-8, are broken: behind such a place nobody knows what is a record.
 *
 * @example
 * ```ts
 * import { readUsers } from "@roster/client/files";
 *
 * const file = new Blob(['{"id":"ada","data":{"name":"Ada"}}\n{"id":"a b"}\n']);
 * for await (const lines of readUsers(file.stream())) {
 *   for (const line of lines) {
 *     console.log(line.line, "user" in line ? line.user.data : line.issues[0]?.path.join());
 *   } // 1 { name: "Ada" } 2 id
 * }
 * ```
 */
export async function* readUsers(
  source: ByteSource,
  options: ReadUsersOptions = {},
): AsyncGenerator<readonly UserLine[], void, undefined> {
  for await (const lines of readUserLines(source, options)) yield lines.map(toPlainLine);
}

function toPlainLine(line: UserLine): UserLine {
  if (!("user" in line && line.user instanceof RawUser)) return line;
  return { ...line, user: line.user.toJSON() };
}

/** As {@link readUsers}, for who sends them on: users that are written plainly are not parsed. */
export async function* readUserLines(
  source: ByteSource,
  {
    format = "ndjson",
    columns,
    ignoreTimes = false,
    afterLine = 0,
    name,
    signal,
  }: ReadUsersOptions,
): AsyncGenerator<readonly UserLine[], void, undefined> {
  const jsonOf = (text: string) => (format === "ndjson" ? text : undefined);
  const parts = gunzip(readChunks(source, signal));
  const readings =
    format === "csv" ? readCsv(parts, { columns, afterLine }) : readNdjson(parts, afterLine);
  try {
    for await (const part of readings) {
      if (part.length === 0) continue;
      yield part.map(({ line, text, value, user, issues }) => {
        if (user && !(ignoreTimes && user.createdAt)) return { line, text, user };
        if (issues.length > 0) return { line, text, issues };
        const read = toUser(user ? user.toJSON() : value, { ignoreTimes, json: jsonOf(text) });
        return { line, text, ...read };
      });
    }
  } catch (error) {
    throw toReadError(error, { name, signal });
  }
}

/**
 * The names of a CSV file's columns, to choose where their cells go; empty for an empty file. Reads the
 * beginning alone, and lets go of the source.
 *
 * @example
 * ```ts
 * import { readCsvColumns } from "@roster/client/files";
 *
 * const names = await readCsvColumns(new Blob(["Login,Full name\nada,Ada\n"]).stream());
 * console.log(names.join()); // Login,Full name
 * ```
 */
export async function readCsvColumns(
  source: ByteSource,
  { name, signal }: Pick<ReadUsersOptions, "name" | "signal"> = {},
): Promise<readonly string[]> {
  try {
    return await readCsvNames(gunzip(readChunks(source, signal)));
  } catch (error) {
    throw toReadError(error, { name, signal });
  }
}
