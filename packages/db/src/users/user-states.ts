import type { ChangeDetails, ChangeType, User } from "@roster/contract";
import type { ChangeSource } from "../changes/change-source.js";
import { toLoggedChanges } from "../changes/history-modes.js";
import {
  assertSameCall,
  type CallFingerprint,
  type IdempotencyRecord,
} from "../idempotency/idempotency-record.js";
import { recordKeyOf } from "../idempotency/idempotency-statements.js";
import { WriteQueue } from "../queues/write-queue.js";
import { type StateUpdate, updateStates } from "./state-statements.js";
import {
  retryOnUniqueViolation,
  sharedBounds,
  toRecord,
  type UserContext,
  writeUsers,
} from "./user-context.js";
import { keyOf, type UserKey } from "./user-keys.js";
import { toKey, toUser } from "./user-row.js";
import type { UserState } from "./user-state.js";
import { readUsersToChange, toUnlogged, type UserToChange } from "./users-to-change.js";

/**
 * Returns the new state, the same object to leave the user as it is, or null to treat it as missing. `now` is the
 * server's time, while an imported user's `updatedAt` can be later. May be called again with a newer state.
 */
export type ChangeState = (state: UserState, now: bigint) => UserState | null;

/** A change of a user's state. */
export interface StateChange extends UserKey {
  readonly source: ChangeSource;
  readonly type: ChangeType;
  readonly change: ChangeState;
  /** For the change log. */
  readonly details?: ChangeDetails | undefined;
  /** Changes only this version; absent: any version. */
  readonly ifVersion?: number | undefined;
  /** Its record has no response: it only shows that the change was made. */
  readonly idempotency?: CallFingerprint | undefined;
}

/**
 * The user, and whether this call changed it; its version, if it is not the expected one; that an earlier call with the
 * key changed it; or null: it is missing.
 */
export type StateResult =
  | { readonly user: User; readonly changed: boolean }
  | { readonly currentVersion: number }
  | { readonly isReplayed: true }
  | null;

/** Also why the change was not made, or that a concurrent call has changed the user. */
type Result = StateResult | { readonly error: unknown } | "overtaken";

type Update = StateUpdate & { readonly row: UserToChange; readonly change: StateChange };

type Planned = Result | Update;

/** Every user whose state is changed is held in memory: it counts as this many characters. */
const CHANGE_SIZE = 40_000;

/** Changes states of users, computed from exactly the states they replace. All calls that wait share a commit. */
export class UserStates {
  readonly #context: UserContext;
  readonly #changes: WriteQueue<StateChange, Result>;

  constructor(context: UserContext) {
    this.#context = context;
    this.#changes = new WriteQueue<StateChange, Result>({
      write: (changes) => this.#write(changes),
      keyOf,
      sizeOf: () => CHANGE_SIZE,
      ...sharedBounds,
    });
  }

  /**
   * "overtaken" if a concurrent call changed the user: plan the change again.
   *
   * @throws AppError CONFLICT, with the path, if a unique index rejects a restored user.
   */
  async change(change: StateChange): Promise<StateResult | "overtaken"> {
    const { appId, idempotency } = change;
    if (idempotency) await this.#context.keys.assertInQuota(appId, idempotency);
    const result = await retryOnUniqueViolation(() => this.#changes.submit(change));
    if (result !== null && typeof result === "object" && "error" in result) throw result.error;
    return result;
  }

  async #write(changes: readonly StateChange[]): Promise<Result[]> {
    const now = this.#context.clock();
    const { rows, records } = await readUsersToChange(this.#context, changes);
    const planned = changes.map((one) => plan(one, { row: rows.get(keyOf(one)), records, now }));
    const written = await this.#update(planned.filter(isUpdate), now);
    return planned.map((one) => {
      if (!isUpdate(one)) return one;
      if (!written.has(keyOf(one.row))) return "overtaken";
      const { row, state, at } = one;
      const user = toUser({ ...row, state, version: row.version + 1, updatedAt: at });
      return { user, changed: true };
    });
  }

  /** The keys of the changed users. */
  async #update(updates: readonly Update[], now: bigint): Promise<ReadonlySet<string>> {
    if (updates.length === 0) return new Set();
    const { dialect, appSettings } = this.#context;
    const users = updates.map(({ row }) => row);
    const records = updates.flatMap(({ row, at, change: { idempotency } }) =>
      idempotency ? toRecord(idempotency, row, { response: "", now: at }) : [],
    );
    const logged = updates.map(({ change }) => ({ ...change, changed: [] }));
    const changes = await toLoggedChanges(appSettings, logged, ({ type }) => type);
    const write = { statement: updateStates(dialect, updates), users, records, changes, now };
    const rows = await writeUsers(this.#context, write, toUnlogged(changes, users));
    return new Set(rows.map((row) => keyOf(toKey(row))));
  }
}

const isUpdate = (planned: Planned): planned is Update =>
  planned !== null && typeof planned === "object" && "row" in planned;

interface Stored {
  readonly row: UserToChange | undefined;
  readonly records: ReadonlyMap<string, IdempotencyRecord>;
  readonly now: bigint;
}

function plan(change: StateChange, { row, records, now }: Stored): Planned {
  const { appId, ifVersion, idempotency } = change;
  const record = idempotency && records.get(recordKeyOf({ appId, key: idempotency.key }));
  if (record) return replay(idempotency, record);
  if (!row) return null;
  const state = change.change(row.state, now);
  if (!state) return null;
  if (ifVersion !== undefined && ifVersion !== row.version) return { currentVersion: row.version };
  if (state === row.state) return { user: toUser(row), changed: false };
  const at = row.updatedAt < now ? now : row.updatedAt + 1n;
  return { row, state, at, change };
}

function replay(call: CallFingerprint, record: IdempotencyRecord): Result {
  try {
    assertSameCall(call, record);
    return { isReplayed: true };
  } catch (error) {
    return { error };
  }
}
