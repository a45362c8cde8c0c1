import {
  AppError,
  type DataPath,
  isAppError,
  isDataPath,
  parseUserPath,
  formatUserPath,
} from "@roster/contract";
import { errorChain } from "../prisma/driver-errors.js";
import type { PrismaClientLike } from "../prisma/prisma-client-like.js";
import type { UserKey } from "../users/user-keys.js";
import { baseName, parseViolatedIndex } from "./data-index.js";

/** Another user has the same value at this path, which has a unique index. */
export interface UniqueViolation {
  readonly path: DataPath;
}

/**
 * Awaits a write of these users.
 *
 * @throws AppError CONFLICT, with the path, for a violation of a unique index on data; nothing is written. Its id is
 * that of the first user, which is certain to be the violator only if it is the only user.
 */
export async function mapUniqueViolation<Result>(
  prisma: Pick<PrismaClientLike, "dataIndex">,
  users: readonly UserKey[],
  write: Promise<Result>,
): Promise<Result> {
  try {
    return await write;
  } catch (error) {
    const name = violatedIndexOf(error);
    if (name === undefined) throw error;
    const path = await findIndexPath(prisma, users, name);
    throw path
      ? createUniqueViolationError(users[0]?.id ?? "", path)
      : new AppError("UNAVAILABLE", "An index was removed during the write; try again", {
          cause: error,
        });
  }
}

export function createUniqueViolationError(id: string, path: DataPath): AppError<"CONFLICT"> {
  return new AppError(
    "CONFLICT",
    `Another user has the value of user ${id} at ${formatUserPath(path)}, which has a unique index`,
    { details: { id, path } },
  );
}

/** The violation that {@link mapUniqueViolation} threw; undefined for any other error. */
export function uniqueViolationOf(error: unknown): UniqueViolation | undefined {
  if (!isAppError(error) || !error.details || !("path" in error.details)) return undefined;
  const [root, first, ...others] = error.details.path ?? [];
  return root === "data" && first !== undefined ? { path: [root, first, ...others] } : undefined;
}

/** The base name of the unique index on data that a driver's error reports. */
function violatedIndexOf(error: unknown): string | undefined {
  return errorChain(error)
    .map(({ originalMessage }) =>
      typeof originalMessage === "string" ? parseViolatedIndex(originalMessage) : undefined,
    )
    .find((name) => name !== undefined);
}

/** An index name is a hash of app and path, so it is compared with the declared indexes of the users' apps. */
async function findIndexPath(
  prisma: Pick<PrismaClientLike, "dataIndex">,
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
      if (baseName({ appId, path: path.value }) === name) return path.value;
    }
  }
  return undefined;
}
