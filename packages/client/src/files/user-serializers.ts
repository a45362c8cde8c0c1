import type { User } from "../users/user.js";
import type { FileFormat } from "./file-format.js";

/** How users stand in a file: `header` before the first, and `row` for each, with its end of line. */
export interface UserSerializer {
  readonly mediaType: string;
  readonly header: string;
  readonly row: (user: User) => string;
}

const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;

/**
 * What {@link exportUsers} writes, for whoever has the users at hand; `importUsers` reads it to the same
 * users. Versions are left out: they say nothing where the users are imported.
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
  ndjson: {
    mediaType: "application/x-ndjson",
    header: "",
    row: ({ id, data, createdAt, updatedAt }) =>
      `${JSON.stringify({ id, data, createdAt, updatedAt })}\n`,
  },
  // Ids and times have no character that CSV would take for its own.
  csv: {
    mediaType: "text/csv",
    header: "id,data,createdAt,updatedAt\r\n",
    row: ({ id, data, createdAt, updatedAt }) =>
      `${id},${quote(JSON.stringify(data))},${createdAt},${updatedAt}\r\n`,
  },
};
