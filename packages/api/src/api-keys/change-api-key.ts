import { AppError } from "@roster/contract";
import type { ApiKeyRow } from "@roster/db";
import { assertHolds } from "../auth/access.js";
import type { Actor } from "../auth/actor.js";
import { scopesOf, unknownScopesOf } from "../auth/key-rights.js";
import type { Context } from "../trpc/context.js";

/** So many changes of the same key in between mean that something is wrong. */
const MAX_ROUNDS = 20;

type KeyContext = Pick<Context, "services"> & { readonly actor: Actor };

/**
 * Changes a key that the caller may manage. `change` returns null if another call has changed the key since it was seen,
 * and is then called again.
 *
 * @throws AppError NOT_FOUND; FORBIDDEN if the key has scopes that the caller lacks; UNAVAILABLE if it always changes.
 */
export async function changeApiKey<Result>(
  context: KeyContext,
  key: string,
  change: (seen: ApiKeyRow) => Promise<Result | null>,
): Promise<Result> {
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const seen = await findManageable(context, key);
    const result = await change(seen);
    if (result !== null) return result;
  }
  throw new AppError("UNAVAILABLE", `Other calls keep changing the API key ${key}; try again`, {
    details: { retryAfterSeconds: 1 },
  });
}

async function findManageable({ actor, services }: KeyContext, key: string): Promise<ApiKeyRow> {
  const row = await services.database.apiKeys.get(key);
  if (row?.appId !== actor.appId || row.revokedAt !== null) {
    throw new AppError("NOT_FOUND", `There is no active API key ${key}`, { details: { id: key } });
  }
  assertHolds(actor, scopesOf(row));
  const [unknown] = unknownScopesOf(row);
  if (unknown !== undefined && actor.kind !== "admin") {
    throw new AppError(
      "FORBIDDEN",
      `Only an administrator can change a key with the scope ${unknown}`,
    );
  }
  return row;
}
