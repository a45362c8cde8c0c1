import {
  AppError,
  type DataPath,
  formatUserPath,
  isDataPath,
  type UserPath,
} from "@roster/contract";
import { type JsonText, trustedJsonText } from "@roster/contract/json";
import type { UserQuery } from "@roster/db";
import type { Actor } from "../auth/actor.js";
import type { Context } from "../trpc/context.js";
import { dataSelector } from "./data/select-data.js";

/** The data that a caller sees of other users; null: everything. */
export type PublicPaths = readonly DataPath[] | null;

/**
 * For a call that reads the users with these ids, or any users.
 *
 * @returns what the caller may see of others among them.
 * @throws AppError FORBIDDEN, whether or not they exist, if the app's policy does not let user tokens read them.
 */
export async function authorizeRead(
  { actor, services }: Pick<Context, "services"> & { readonly actor: Actor },
  wanted: readonly string[] | "any",
): Promise<PublicPaths> {
  if (actor.kind !== "user") return null;
  if (wanted !== "any" && wanted.every((id) => id === actor.userId)) return null;
  const { userReads, publicPaths } = await services.database.appSettings.of(actor.appId);
  if (userReads === "all" || (userReads === "byId" && wanted !== "any")) return publicPaths;
  const allowed = userReads === "self" ? "get its own user" : "get users by their ids";
  throw forbidden(`A user token of this app can only ${allowed}; use a server token`);
}

/**
 * The data schema names and describes what can be hidden.
 *
 * @throws AppError FORBIDDEN for a user token, unless it may read everything of other users.
 */
export async function assertReadsSchema({
  actor,
  services,
}: Pick<Context, "services"> & { readonly actor: Actor }): Promise<void> {
  if (actor.kind !== "user") return;
  const { userReads, publicPaths } = await services.database.appSettings.of(actor.appId);
  if (userReads !== "self" && publicPaths === null) return;
  throw forbidden("The data schema describes fields that are hidden; use a server token");
}

/**
 * What a query uses of users must be visible, or its results would reveal what is not.
 *
 * @throws AppError FORBIDDEN, naming the path.
 */
export function assertVisible(
  { filter, search, sort }: UserQuery,
  select: readonly UserPath[],
  publicPaths: PublicPaths,
): void {
  if (publicPaths === null) return;
  if (search !== undefined) {
    throw forbidden("A user token cannot search hidden data; filter by a public field instead");
  }
  for (const path of [...pathsOf(filter), ...sort.map((by) => by.path), ...select]) {
    const isVisible = isDataPath(path) ? isPublic(path, publicPaths) : visibleFields.has(path[0]);
    if (isVisible) continue;
    throw forbidden(`${formatUserPath(path)} of other users is hidden from user tokens`);
  }
}

export const isPublic = (path: DataPath, publicPaths: PublicPaths): boolean =>
  publicPaths === null ||
  publicPaths.some((visible) => visible.every((key, index) => key === path[index]));

/** Keeps the public part of data, in a string of its own: a slice would keep all of the data in memory. */
export function publicSelector(publicPaths: readonly DataPath[]): (data: JsonText) => JsonText {
  const select = dataSelector(publicPaths);
  return (data) => trustedJsonText(Buffer.from(select(data).text).toString());
}

/** What callers see of every user, whatever is public of its data. */
const visibleFields: ReadonlySet<string> = new Set(["id", "version", "createdAt", "updatedAt"]);

function pathsOf(filter: UserQuery["filter"]): readonly UserPath[] {
  if (!filter) return [];
  if (filter.kind === "not") return pathsOf(filter.filter);
  return "filters" in filter ? filter.filters.flatMap(pathsOf) : [filter.path];
}

const forbidden = (message: string) => new AppError("FORBIDDEN", message);
