import { type ErasedUser, eraseIds } from "../changes/erase-ids.js";
import { toLoggedChanges } from "../changes/history-modes.js";
import { eraseHistory, hasLongHistory } from "../changes/erase-history.js";
import type { ChangeSource } from "../changes/change-source.js";
import type { Row } from "../dialects/statement-runner.js";
import {
  assertSameCall,
  type CallFingerprint,
  type IdempotencyRecord,
} from "../idempotency/idempotency-record.js";
import { recordKeyOf } from "../idempotency/idempotency-statements.js";
import { WriteQueue } from "../queues/write-queue.js";
import {
  retryOnUniqueViolation,
  sharedBounds,
  toRecord,
  type UserContext,
  toStatement,
} from "./user-context.js";
import { keyOf, type UserKey } from "./user-keys.js";
import { toKey } from "./user-row.js";
import { deleteUsers, selectUsersToDelete, type UserDelete } from "./user-statements.js";

/** A user to remove. */
export interface UserRemoval extends UserDelete {
  readonly source: ChangeSource;
  /** Replaces the id in the logs. Default: it stays. */
  readonly erasedId?: string | undefined;
  readonly idempotency?: CallFingerprint | undefined;
}

/** Removes users. All calls that wait share one statement and one commit. */
export class UserRemover {
  readonly #context: UserContext;
  readonly #removals: WriteQueue<UserRemoval, boolean | IdempotencyRecord>;

  constructor(context: UserContext) {
    this.#context = context;
    this.#removals = new WriteQueue<UserRemoval, boolean | IdempotencyRecord>({
      write: (removals) => this.#write(removals),
      keyOf,
      sizeOf: () => 1,
      ...sharedBounds,
    });
  }

  /** Whether this call, or an earlier one with its key, removed the user. */
  async remove(removal: UserRemoval): Promise<boolean> {
    const { appId, idempotency } = removal;
    const { keys } = this.#context;
    if (!idempotency) return (await this.#removals.submit(removal)) === true;
    await keys.assertInQuota(appId, idempotency);
    const removed = await retryOnUniqueViolation(() => this.#removals.submit(removal));
    if (typeof removed === "boolean")
      return removed || (await keys.find(appId, idempotency)) !== null;
    assertSameCall(idempotency, removed);
    return true;
  }

  /** The ids of the users that this call removed. */
  async removeMany(removals: readonly UserRemoval[]): Promise<ReadonlySet<string>> {
    return new Set((await this.#delete(removals)).map((row) => toKey(row).id));
  }

  /** Whether each user was removed, or the existing record of its key. */
  async #write(removals: readonly UserRemoval[]): Promise<(boolean | IdempotencyRecord)[]> {
    const { keys } = this.#context;
    const recordKeys = removals.map(
      ({ appId, idempotency }) => idempotency && { appId, key: idempotency.key },
    );
    const records = await keys.getMany(recordKeys.filter((key) => key !== undefined));
    const recordsOfRemovals = recordKeys.map((key) => key && records.get(recordKeyOf(key)));
    const open = removals.filter((_, index) => !recordsOfRemovals[index]);
    const removed = new Set((await this.#delete(open)).map((row) => keyOf(toKey(row))));
    return removals.map(
      (removal, index) => recordsOfRemovals[index] ?? removed.has(keyOf(removal)),
    );
  }

  /**
   * Erases the users from the log in a second statement, which sees all that was committed before it locked them. Most of
   * a long history is erased before, in steps for which no writer waits long.
   */
  async #delete(removals: readonly UserRemoval[]): Promise<readonly Row[]> {
    if (removals.length === 0) return [];
    const { dialect, clock, statements, appSettings } = this.#context;
    const now = clock();
    const records = removals.flatMap((removal) =>
      removal.idempotency ? toRecord(removal.idempotency, removal, { response: "", now }) : [],
    );
    const logged = removals.map((removal) => ({ ...removal, details: { mode: "hard" } as const }));
    const changes = await toLoggedChanges(appSettings, logged, "user.deleted");
    const statement = deleteUsers(dialect, removals);
    const write = { statement, users: removals, records, changes, now };
    if (await hasLongHistory(dialect, statements.run, removals)) {
      const found = await statements.run(selectUsersToDelete(dialect, removals));
      await eraseHistory(dialect, statements.run, found.map(toKey));
    }
    return statements.transaction(async (run) => {
      const rows = await run(toStatement(this.#context, write));
      const removed = rows.map(toKey);
      await eraseHistory(dialect, run, removed);
      const erased = toErased(removals, removed);
      if (erased.length > 0) for (const erase of eraseIds(dialect, erased)) await run(erase);
      return rows;
    });
  }
}

/** The removed users whose ids are to be erased. */
function toErased(removals: readonly UserRemoval[], removed: readonly UserKey[]): ErasedUser[] {
  const keys = new Set(removed.map(keyOf));
  return removals.flatMap(({ appId, id, erasedId }) =>
    erasedId !== undefined && keys.has(keyOf({ appId, id })) ? { appId, id, erasedId } : [],
  );
}
