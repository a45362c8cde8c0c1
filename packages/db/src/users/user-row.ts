import type { Sql } from "@prisma/client/runtime/client";
import type { User } from "@roster/contract";
import { trustedJsonText } from "@roster/contract/json";
import { mapUnavailable } from "../prisma/driver-errors.js";
import { toTimestamp } from "../clock.js";
import type { PrismaClientLike } from "../prisma/prisma-client-like.js";

/** A user as the statements of user-statements.ts return it. */
export interface UserRow {
  appId: string;
  id: string;
  dataJson: string;
  version: number;
  createdAt: bigint;
  updatedAt: bigint;
}

export type UserKey = Pick<UserRow, "appId" | "id">;

/** Unique: an app id contains no space. */
export const keyOf = ({ appId, id }: UserKey) => `${appId} ${id}`;

export function toUser(row: Omit<UserRow, "appId">): User {
  const createdAt = toTimestamp(row.createdAt);
  return {
    id: row.id,
    data: trustedJsonText(row.dataJson),
    version: row.version,
    createdAt,
    updatedAt: row.updatedAt === row.createdAt ? createdAt : toTimestamp(row.updatedAt),
  };
}

export function queryUsers(prisma: PrismaClientLike, statement: Sql): Promise<UserRow[]> {
  return mapUnavailable(prisma.$queryRaw<UserRow[]>(statement));
}

/** The users by {@link keyOf}. */
export function usersByKey(rows: readonly UserRow[]): ReadonlyMap<string, User> {
  return new Map(rows.map((row) => [keyOf(row), toUser(row)]));
}
