import type { JsonObject, User } from "@roster/contract";
import { toTimestamp } from "./clock.js";

/** A user as the statements of user-statements.ts return it. */
export interface UserRow {
  appId: string;
  id: string;
  data: string;
  version: number;
  createdAt: bigint;
  updatedAt: bigint;
}

export type UserKey = Pick<UserRow, "appId" | "id">;

/** One text for each key: an id has no blank. */
export const keyOf = ({ appId, id }: UserKey) => `${appId} ${id}`;

export function toUser(row: Omit<UserRow, "appId">): User {
  const createdAt = toTimestamp(row.createdAt);
  return {
    id: row.id,
    data: JSON.parse(row.data) as JsonObject, // oxlint-disable-line typescript/consistent-type-assertions -- only objects are written
    version: row.version,
    createdAt,
    updatedAt: row.updatedAt === row.createdAt ? createdAt : toTimestamp(row.updatedAt),
  };
}
