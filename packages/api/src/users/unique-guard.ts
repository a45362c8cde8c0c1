import { AppError, formatUserPath } from "@roster/contract";
import { valueTokenAt } from "@roster/contract/json";
import type { Actor } from "../auth/actor.js";
import type { Context } from "../trpc/context.js";
import { isPublic } from "./visibility.js";

type GuardContext = Pick<Context, "services"> & { readonly actor: Actor };

/** @throws AppError FORBIDDEN, naming the path, if the data after a change must not be written. */
type UniqueGuard = (before: string, after: string) => void;

const unguarded: UniqueGuard = () => {};

/**
 * Keeps user tokens from finding out which values other users have at a hidden path with a unique index: they cannot write
 * a new value there, whether or not it is taken.
 */
export async function toUniqueGuard({ actor, services }: GuardContext): Promise<UniqueGuard> {
  if (actor.kind !== "user") return unguarded;
  const { dataIndexes, appSettings } = services.database;
  const unique = await dataIndexes.readyIndexes.uniquePaths(actor.appId);
  if (unique.length === 0) return unguarded;
  const { userReads, publicPaths } = await appSettings.of(actor.appId);
  const hidden = unique.filter((path) => userReads === "self" || !isPublic(path, publicPaths));
  if (hidden.length === 0) return unguarded;
  return (before, after) => {
    for (const path of hidden) {
      const [, ...keys] = path;
      const token = valueTokenAt(after, keys);
      // Objects, arrays and null are never equal to others.
      if (token === undefined || /^[{[n]/.test(token) || token === valueTokenAt(before, keys))
        continue;
      throw new AppError(
        "FORBIDDEN",
        `A user token cannot set ${formatUserPath(path)}, which is unique and hidden from it; use a server token`,
      );
    }
  };
}

/** For a call that may add a user token's user or replace its data. @throws AppError FORBIDDEN */
export async function assertNoHiddenUnique(
  ctx: GuardContext,
  dataJsons: readonly string[],
): Promise<void> {
  const guard = await toUniqueGuard(ctx);
  const { actor, services } = ctx;
  if (guard === unguarded || actor.kind !== "user") return;
  const stored = await services.database.users.get(actor.appId, actor.userId);
  for (const dataJson of dataJsons) guard(stored?.data.text ?? "{}", dataJson);
}
