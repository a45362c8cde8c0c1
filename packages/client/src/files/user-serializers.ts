import { STATE_KEYS } from "@roster/contract";
import type { UserBan, UserStatus } from "../users/user.js";
import type { FileFormat } from "./file-format.js";

/** A user to write. Its numbers are those of `dataText`, which users of a Roster client have, or else of `data`. */
export interface ExportedUser {
  readonly id: string;
  readonly data: object;
  readonly dataText?: string | undefined;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Written unless it is `active`; the others if the user has them. */
  readonly status?: UserStatus | undefined;
  readonly deactivatedAt?: string | undefined;
  readonly ban?: UserBan | null | undefined;
  readonly tokensValidAfter?: string | undefined;
}

/** Serializes users to a file: `header` comes first, and `row` includes the line ending. */
export interface UserSerializer {
  readonly mediaType: string;
  readonly header: string;
  readonly row: (user: ExportedUser) => string;
}

const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;

/**
 * The formats of {@link exportUsers}, for users that were already read; `importUsers` restores the same users with their
 * states, except deleted ones. Versions are omitted, as they have no meaning after an import.
 *
 * @example
 * ```ts
 * import { userSerializers } from "@roster/client/files";
 *
 * const { user } = await roster.users.add("ada", { age: 36 });
 * const { header, row } = userSerializers.csv;
 * console.log((header + row(user)).split("\r\n")[0]);
 * // id,data,createdAt,updatedAt,status,deactivatedAt,ban,tokensValidAfter
 * ```
 */
export const userSerializers: Readonly<Record<FileFormat, UserSerializer>> = {
  // Ids and times have no characters that need quoting.
  ndjson: {
    mediaType: "application/x-ndjson",
    header: "",
    row: (user) =>
      `{"id":"${user.id}","data":${dataTextOf(user)},"createdAt":"${user.createdAt}","updatedAt":"${user.updatedAt}"${stateMembersOf(user)}}\n`,
  },
  csv: {
    mediaType: "text/csv",
    header: `id,data,createdAt,updatedAt,${STATE_KEYS.join()}\r\n`,
    row: (user) =>
      `${user.id},${quote(dataTextOf(user))},${user.createdAt},${user.updatedAt},${stateCellsOf(user)}\r\n`,
  },
};

const dataTextOf = ({ data, dataText }: ExportedUser): string => dataText ?? JSON.stringify(data);

/** What a file says about a user's state: nothing if it is active, as files from before there were states. */
function statesOf({ status, deactivatedAt, ban, tokensValidAfter }: ExportedUser) {
  if (status === "active" && !ban && tokensValidAfter === undefined) return undefined;
  return {
    status: status === "active" ? undefined : status,
    deactivatedAt,
    ban: ban ?? undefined,
    tokensValidAfter,
  };
}

/** As members of an object that has others. */
function stateMembersOf(user: ExportedUser): string {
  const states = statesOf(user);
  const json = JSON.stringify(states ?? {});
  return json === "{}" ? "" : `,${json.slice(1, -1)}`;
}

/** As cells. */
function stateCellsOf(user: ExportedUser): string {
  const states = statesOf(user);
  const cells = STATE_KEYS.map((key) => {
    const value = states?.[key];
    return typeof value === "object" ? quote(JSON.stringify(value)) : (value ?? "");
  });
  return cells.join();
}
