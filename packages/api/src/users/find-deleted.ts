import type { Actor } from "../auth/actor.js";
import type { Context } from "../trpc/context.js";

/** Whether the id of a user that was to be added is taken. */
export const isTaken = (outcome: { status: string; path?: unknown } | undefined): boolean =>
  outcome?.status === "conflict" && outcome.path === undefined;

/** When those of the users that are soft-deleted were deleted, by id. */
export async function findDeleted(
  { services, actor }: Pick<Context, "services"> & { readonly actor: Actor },
  users: readonly { readonly id: string }[],
): Promise<ReadonlyMap<string, string>> {
  if (users.length === 0) return new Map();
  const ids = users.map(({ id }) => id);
  return services.database.users.findDeleted(actor.appId, ids);
}
