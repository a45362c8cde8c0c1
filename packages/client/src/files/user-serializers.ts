import type { FileFormat } from "./file-format.js";

/** A user to write. Its numbers are those of `dataText`, which users of a Roster client have, or else of `data`. */
export interface ExportedUser {
  readonly id: string;
  readonly data: object;
  readonly dataText?: string | undefined;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** Serializes users to a file: `header` comes first, and `row` includes the line ending. */
export interface UserSerializer {
  readonly mediaType: string;
  readonly header: string;
  readonly row: (user: ExportedUser) => string;
}

const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;

/**
 * The formats of {@link exportUsers}, for users that were already read; `importUsers` restores the same users.
 * Versions are omitted, as they have no meaning after an import, and so are states: imported users are active.
 *
 * @example
 * ```ts
 * import { userSerializers } from "@roster/client/files";
 *
 * const { user } = await roster.users.add("ada", { age: 36 });
 * const { header, row } = userSerializers.csv;
 * console.log((header + row(user)).split("\r\n")[0]); // id,data,createdAt,updatedAt
 * ```
 */
export const userSerializers: Readonly<Record<FileFormat, UserSerializer>> = {
  // Ids and times have no characters that need quoting.
  ndjson: {
    mediaType: "application/x-ndjson",
    header: "",
    row: (user) =>
      `{"id":"${user.id}","data":${dataTextOf(user)},"createdAt":"${user.createdAt}","updatedAt":"${user.updatedAt}"}\n`,
  },
  csv: {
    mediaType: "text/csv",
    header: "id,data,createdAt,updatedAt\r\n",
    row: (user) => `${user.id},${quote(dataTextOf(user))},${user.createdAt},${user.updatedAt}\r\n`,
  },
};

const dataTextOf = ({ data, dataText }: ExportedUser): string => dataText ?? JSON.stringify(data);
