import type { Issue } from "@roster/contract";
import { createRosterError, isRosterError } from "../roster-error.js";
import { type ByteSource, readChunks } from "./byte-source.js";
import type { CsvColumns } from "./csv-columns.js";
import type { FileFormat } from "./file-format.js";
import { readCsv, readCsvNames } from "./read-csv.js";
import { readNdjson } from "./read-ndjson.js";
import { type ImportedUser, type TextUser, toImportedUser, toUser } from "./to-user.js";
import { gunzip } from "./gunzip.js";

/** How to read a file. */
export interface ReadUsersOptions {
  /** Default: `ndjson`; see {@link formatOf}. Gzip is detected by its content. */
  readonly format?: FileFormat;
  /** Targets of CSV columns that are not mapped by their names. */
  readonly columns?: CsvColumns;
  /** Ignore times and versions: the server sets new ones. Default: false. */
  readonly ignoreTimes?: boolean;
  /** Skip the lines up to and including this one. Default: 0. */
  readonly afterLine?: number | undefined;
  /** The name of the file in error messages. Default: `The file`. */
  readonly name?: string;
  readonly signal?: AbortSignal | undefined;
}

/** A line of a file: its user, or its issues, with paths within the line. */
export type UserLine = Line<ImportedUser>;

/** The same with data that is not parsed. */
export type TextLine = Line<TextUser>;

type Line<User> = {
  /** The first line is 1. */
  readonly line: number;
  /** The text of the line; empty if it is too long to be held in memory. */
  readonly text: string;
} & ({ readonly user: User } | { readonly issues: readonly Issue[] });

/**
 * Reads the users of a file, several at a time, without sending anything. Blank lines are skipped. Only one
 * chunk of the source and one line are held in memory. Leaving the loop cancels the source.
 *
 * Errors: INVALID for invalid columns, for truncated gzip or a source that fails, and for broken quotes or
 * UTF-8 in CSV, after which the boundaries of records are unknown.
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
  for await (const lines of readUserLines(source, options)) yield lines.map(parseData);
}

function parseData(line: TextLine): UserLine {
  return "user" in line ? { ...line, user: toImportedUser(line.user) } : line;
}

/** Like {@link readUsers}, but without parsing the data, for {@link importUsers}. */
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
): AsyncGenerator<readonly TextLine[], void, undefined> {
  const chunks = gunzip(readChunks(source, signal));
  const parsed =
    format === "csv" ? readCsv(chunks, { columns, afterLine }) : readNdjson(chunks, afterLine);
  try {
    for await (const records of parsed) {
      if (records.length === 0) continue;
      yield records.map(({ line, text, user, issues }) =>
        issues.length > 0
          ? { line, text, issues }
          : { line, text, ...toUser(user, { ignoreTimes }) },
      );
    }
  } catch (error) {
    throw toReadError(error, { ...(name !== undefined && { name }), signal });
  }
}

/**
 * The column names of a CSV file, to choose their targets; empty for an empty file. Reads only the start of the
 * source and cancels it.
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
    throw toReadError(error, { ...(name !== undefined && { name }), signal });
  }
}

/** Converts an error of a source to INVALID. Keeps RosterErrors and the reason of an abort. */
function toReadError(
  error: unknown,
  { name = "The file", signal }: Pick<ReadUsersOptions, "name" | "signal">,
): unknown {
  if (signal?.aborted) return signal.reason;
  if (isRosterError(error)) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return createRosterError("INVALID", `${name} cannot be read: ${reason}`, { cause: error });
}
