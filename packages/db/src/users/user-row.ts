import { type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import type { User } from "@roster/contract";
import { trustedJsonText } from "@roster/contract/json";
import { toTimestamp } from "../clock.js";
import type { Row, RunStatement } from "../dialects/statement-runner.js";
import type { UserKey } from "./user-keys.js";
import { activeState, parseState, stateText, toStateFields, type UserState } from "./user-state.js";

/** A user as {@link userColumns} return it. */
export interface UserRow extends UserKey {
  readonly dataJson: string;
  readonly version: number;
  /** In microseconds since 1970. */
  readonly createdAt: bigint;
  readonly updatedAt: bigint;
  readonly state: UserState;
}

/** The key of a row that begins with it. */
export const toKey = ([appId, id]: Row): UserKey => ({ appId: String(appId), id: String(id) });

/** Of a soft-deleted user, what its deletion put away. */
export const metadataColumns = sql`users.app_id AS "appId", users.id, users.version,
  CASE WHEN users.created_at < 0 THEN users.deleted_created_at ELSE users.created_at END AS "createdAt",
  users.updated_at AS "updatedAt", ${stateText} AS state`;

/** `CAST` because the driver would parse a JSON column, and the stored text must stay as it is. */
export const dataText = sql`CAST(COALESCE(users.deleted_data, users.data) AS TEXT)`;

export const userColumns = sql`${metadataColumns}, ${dataText} AS "dataJson"`;

/** Integers may arrive as numbers or strings. */
export const toBigInt = (value: unknown) => BigInt(String(value));

/** The user of a row without data; `dataJson` is its data. */
export const toUserRow = (row: Row, dataJson = String(row[6])): UserRow => ({
  ...toKey(row),
  version: Number(row[2]),
  createdAt: toBigInt(row[3]),
  updatedAt: toBigInt(row[4]),
  state: parseState(row[5]),
  dataJson,
});

/** A user of a row; without a state, of one that is active. */
export function toUser({
  id,
  dataJson,
  version,
  ...row
}: Omit<UserRow, "appId" | "state"> & { readonly state?: UserState | undefined }): User {
  const createdAt = toTimestamp(row.createdAt);
  return {
    id,
    data: trustedJsonText(dataJson),
    version,
    createdAt,
    updatedAt: row.updatedAt === row.createdAt ? createdAt : toTimestamp(row.updatedAt),
    ...toStateFields(row.state ?? activeState),
  };
}

/** The rows of a statement that returns {@link userColumns}. */
export const queryUsers = async (run: RunStatement, statement: Sql): Promise<UserRow[]> =>
  (await run(statement)).map((row) => toUserRow(row));

export const isDeleted = ({ state }: Pick<UserRow, "state">): boolean => state.deletedAt !== null;
