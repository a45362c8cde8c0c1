import type { User } from "../users/user.js";
import type { FileFormat } from "./file-format.js";

/** How users stand in a file: `head` before the first, and `row` for each, with its end of line. */
export interface UserForm {
  readonly mediaType: string;
  readonly head: string;
  readonly row: (user: User) => string;
}

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

/**
 * What {@link exportUsers} writes, for whoever has the users at hand; `importUsers` reads it to the same
 * users. Versions are left out: they say nothing where the users are imported.
 *
 * @example
 * ```ts
 * import { userForms } from "@roster/client/files";
 *
 * const { user } = await roster.users.add("ada", { age: 36 });
 * const { head, row } = userForms.csv;
 * console.log((head + row(user)).split("\r\n")[0]); // id,data,createdAt,updatedAt
 * ```
 */
export const userForms: Readonly<Record<FileFormat, UserForm>> = {
  ndjson: {
    mediaType: "application/x-ndjson",
    head: "",
    row: ({ id, data, createdAt, updatedAt }) =>
      `${JSON.stringify({ id, data, createdAt, updatedAt })}\n`,
  },
  // Ids and times have no character that CSV would take for its own.
  csv: {
    mediaType: "text/csv",
    head: "id,data,createdAt,updatedAt\r\n",
    row: ({ id, data, createdAt, updatedAt }) =>
      `${id},${quoted(JSON.stringify(data))},${createdAt},${updatedAt}\r\n`,
  },
};
