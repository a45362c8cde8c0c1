import type { User } from "@roster/contract";
import type { FileFormat } from "./file-format.js";

/** How users are written: what stands first, and one user. */
interface Form {
  readonly head: string;
  readonly row: (user: User) => string;
}

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** Versions are left out: they say nothing where the users are imported. */
export const forms: Readonly<Record<FileFormat, Form>> = {
  ndjson: {
    head: "",
    row: ({ id, data, createdAt, updatedAt }) =>
      `${JSON.stringify({ id, data, createdAt, updatedAt })}\n`,
  },
  // Ids and times have no character that CSV would take for its own.
  csv: {
    head: "id,data,createdAt,updatedAt\r\n",
    row: ({ id, data, createdAt, updatedAt }) =>
      `${id},${quoted(JSON.stringify(data))},${createdAt},${updatedAt}\r\n`,
  },
};
