import type { ChangeSource } from "../changes/change-source.js";
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
  writeUsers,
} from "./user-context.js";
import { keyOf } from "./user-keys.js";
import { toKey } from "./user-row.js";
import { deleteUsers, type UserDelete } from "./user-statements.js";

/** A user to remove. */
export interface UserRemoval extends UserDelete {
  readonly source: ChangeSource;
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
  async removeMany(appId: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const keys = ids.map((id) => ({ appId, id }));
    const rows = await this.#context.statements.run(deleteUsers(this.#context.dialect, keys));
    return new Set(rows.map(([, id]) => String(id)));
  }

  /** Whether each user was removed, or the existing record of its key. */
  async #write(removals: readonly UserRemoval[]): Promise<(boolean | IdempotencyRecord)[]> {
    const { dialect, clock, keys } = this.#context;
    const now = clock();
    const recordKeys = removals.map(
      ({ appId, idempotency }) => idempotency && { appId, key: idempotency.key },
    );
    const records = await keys.getMany(recordKeys.filter((key) => key !== undefined));
    const recordsOfRemovals = recordKeys.map((key) => key && records.get(recordKeyOf(key)));
    const open = removals.filter((_, index) => !recordsOfRemovals[index]);
    if (open.length === 0) return recordsOfRemovals.map((record) => record ?? false);
    const newRecords = open.flatMap((removal) =>
      removal.idempotency ? toRecord(removal.idempotency, removal, { response: "", now }) : [],
    );
    const statement = deleteUsers(dialect, open);
    const rows = await writeUsers(this.#context, { statement, users: open }, newRecords);
    const removed = new Set(rows.map((row) => keyOf(toKey(row))));
    return removals.map(
      (removal, index) => recordsOfRemovals[index] ?? removed.has(keyOf(removal)),
    );
  }
}
