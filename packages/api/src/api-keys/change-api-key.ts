import { AppError } from "@roster/contract";
import type { ApiKeyRow } from "@roster/db";
import { assertHolds } from "../auth/access.js";
import type { Actor } from "../auth/actor.js";
import { scopesOf } from "../auth/key-rights.js";
import type { Context } from "../trpc/context.js";

type KeyContext = Pick<Context, "services"> & { readonly actor: Actor };

/**
 * Changes a key that the caller may manage. `change` returns null if another call has changed the key since it was seen,
 * and is then called again.
 *
 * @throws AppError NOT_FOUND; FORBIDDEN if the key has scopes that the caller lacks.
 */
export async function changeApiKey<Result>(
  context: KeyContext,
  key: string,
  change: (seen: ApiKeyRow) => Promise<Result | null>,
): Promise<Result> {
  for (;;) {
    const seen = await findManageable(context, key);
    const result = await change(seen);
    if (result !== null) return result;
  }
}

async function findManageable({ actor, services }: KeyContext, key: string): Promise<ApiKeyRow> {
  const row = await services.database.apiKeys.get(key);
  if (row?.appId !== actor.appId || row.revokedAt !== null) {
    throw new AppError("NOT_FOUND", `There is no active API key ${key}`, { details: { id: key } });
  }
  assertHolds(actor, scopesOf(row));
  return row;
}
