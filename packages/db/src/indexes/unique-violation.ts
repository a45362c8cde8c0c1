import type { Sql } from "@prisma/client/runtime/client";
import {
  AppError,
  type DataPath,
  isAppError,
  isDataPath,
  parseUserPath,
  formatUserPath,
} from "@roster/contract";
import type { PrismaClientLike } from "../prisma/prisma-client-like.js";
import { queryUsers, type UserKey, type UserRow } from "../users/user-row.js";
import { parseViolatedIndex, indexNames } from "./data-index.js";

/** Another user has the value at this path, which has a unique index. */
export interface UniqueViolation {
  readonly path: DataPath;
}

/**
 * Runs a statement that writes these users, each of whom has a data of its own.
 *
 * @throws AppError CONFLICT with the path where it would break a unique index on data: nothing is written
 * then. The id is that of the first user, which is who broke it where there is no other.
 */
export function writeUsers(
  prisma: PrismaClientLike,
  users: readonly UserKey[],
  statement: Sql,
): Promise<UserRow[]> {
  return mapUniqueViolation(prisma, users, queryUsers(prisma, statement));
}

/** As {@link writeUsers}, of what is written already in another way. */
export async function mapUniqueViolation<Result>(
  prisma: PrismaClientLike,
  users: readonly UserKey[],
  written: Promise<Result>,
): Promise<Result> {
  try {
    return await written;
  } catch (error) {
    const name = violatedIndexOf(error);
    if (name === undefined) throw error;
    const path = await findIndexPath(prisma, users, name);
    throw path
      ? createUniqueViolationError(users[0]?.id ?? "", path)
      : new AppError("UNAVAILABLE", "An index was removed meanwhile; try again", { cause: error });
  }
}

export function createUniqueViolationError(id: string, path: DataPath): AppError<"CONFLICT"> {
  const place = formatUserPath(path);
  return new AppError(
    "CONFLICT",
    `Another user has the value that user ${id} would have at ${place}, where values are unique`,
    { details: { id, path } },
  );
}

/** The breach that {@link writeUsers} met; undefined for any other error. */
export function uniqueViolationOf(error: unknown): UniqueViolation | undefined {
  if (!isAppError(error) || !error.details || !("path" in error.details)) return undefined;
  const [root, first, ...others] = error.details.path ?? [];
  return root === "data" && first !== undefined ? { path: [root, first, ...others] } : undefined;
}

/** As in availability.ts: Prisma hangs the driver's error at one of these. */
function violatedIndexOf(error: unknown, depth = 0): string | undefined {
  if (typeof error !== "object" || error === null || depth > 4) return undefined;
  const look = (name: string): unknown => Reflect.get(error, name);
  const message = look("originalMessage");
  const name = typeof message === "string" ? parseViolatedIndex(message) : undefined;
  if (name !== undefined) return name;
  for (const below of ["cause", "meta", "driverAdapterError"]) {
    const found = violatedIndexOf(look(below), depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A name is a hash of app and path: it is looked for among those that the users' apps have declared. */
async function findIndexPath(
  prisma: PrismaClientLike,
  users: readonly UserKey[],
  name: string,
): Promise<DataPath | undefined> {
  for (const appId of new Set(users.map((user) => user.appId))) {
    const rows = await prisma.dataIndex.findMany({
      where: { appId },
      orderBy: { createdAt: "asc" },
    });
    for (const row of rows) {
      const path = parseUserPath(row.path);
      if ("error" in path || !isDataPath(path.value)) continue;
      if (indexNames({ appId, path: path.value }).unique === name) return path.value;
    }
  }
  return undefined;
}
