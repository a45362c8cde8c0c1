import type { NewChange } from "../changes/new-change.js";
import type { CallFingerprint, IdempotencyRecord } from "../idempotency/idempotency-record.js";
import type { UserContext } from "./user-context.js";
import { keyOf, type UserKey } from "./user-keys.js";
import { toUserRow, type UserRow } from "./user-row.js";
import { selectUsersToChange } from "./user-statements.js";

/** A user, and whether the log has it as it is. */
export type UserToChange = UserRow & { readonly isLogged: boolean };

interface Change extends UserKey {
  readonly idempotency?: CallFingerprint | undefined;
}

/** What a change is planned from. */
export interface ChangeBasis {
  /** By `keyOf`; soft-deleted users as well. */
  readonly rows: ReadonlyMap<string, UserToChange>;
  /** Of calls that were made before, by `recordKeyOf`. */
  readonly records: ReadonlyMap<string, IdempotencyRecord>;
}

export async function readUsersToChange(
  { dialect, statements, keys }: UserContext,
  changes: readonly Change[],
): Promise<ChangeBasis> {
  const found = (await statements.run(selectUsersToChange(dialect, changes))).map((row) => ({
    ...toUserRow(row),
    isLogged: Number(row.at(-1)) === 1,
  }));
  // Read after the users: a recorded change was committed together with its record.
  const records = await keys.getMany(
    changes.flatMap(({ appId, idempotency }) =>
      idempotency ? [{ appId, key: idempotency.key }] : [],
    ),
  );
  return { rows: new Map(found.map((row) => [keyOf(row), row])), records };
}

/** The changes of users that the log does not have as they are. */
export function toUnlogged(
  changes: readonly NewChange[],
  users: readonly UserToChange[],
): NewChange[] {
  const unlogged = new Set(users.filter(({ isLogged }) => !isLogged).map(keyOf));
  return changes.filter((change) => unlogged.has(keyOf(change)));
}
