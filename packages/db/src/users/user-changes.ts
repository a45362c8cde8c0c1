import type { ChangeDetails, ReplayedUser, User } from "@roster/contract";
import { type JsonText, trustedJsonText } from "@roster/contract/json";
import type { ChangeSource } from "../changes/change-source.js";
import { toLoggedChanges } from "../changes/history-modes.js";
import { findChangedKeys } from "../changes/new-change.js";
import {
  assertSameCall,
  type CallFingerprint,
  type IdempotencyRecord,
  type NewIdempotencyRecord,
} from "../idempotency/idempotency-record.js";
import { recordKeyOf } from "../idempotency/idempotency-statements.js";
import { WriteQueue } from "../queues/write-queue.js";
import { encodePatchResponse, readPatchResponse } from "./patch-response.js";
import {
  retryOnUniqueViolation,
  sharedBounds,
  toRecord,
  type UserContext,
  writeUsers,
} from "./user-context.js";
import { keyOf, type UserKey } from "./user-keys.js";
import { isDeleted, toUser, toUserRow } from "./user-row.js";
import { updateUsers, type UserUpdate } from "./user-statements.js";
import { readUsersToChange, toUnlogged, type UserToChange } from "./users-to-change.js";

/** Returns the new data as JSON. May be called again with newer data. */
export type PatchData = (data: JsonText) => string;

/** A change of a user's data. */
export interface UserChange extends UserKey {
  readonly source: ChangeSource;
  /** The new data as JSON, or how to compute it. */
  readonly change: string | PatchData;
  /** Changes only this version; absent: any version. */
  readonly ifVersion?: number | undefined;
  /** For the change log. */
  readonly details?: ChangeDetails | undefined;
  /** Only for a {@link PatchData}. */
  readonly idempotency?: CallFingerprint | undefined;
}

/** The user after the change; why it was not made; or neither: the user has another version, or is missing. */
type Result =
  | { readonly user: ReplayedUser }
  | { readonly error: unknown }
  | { readonly currentVersion: number }
  | { readonly isMissing: true }
  | null;

/** An update of exactly this row. */
type Planned = UserUpdate & {
  readonly row: UserToChange;
  readonly source: ChangeSource;
  readonly details: ChangeDetails | undefined;
  readonly record?: NewIdempotencyRecord | undefined;
};

/** Every user that is changed is held in memory: it counts as this many characters. */
const USER_SIZE = 40_000;

/** Replaces data, or computes it from exactly the data that it replaces. All calls that wait share a commit. */
export class UserChanges {
  readonly #context: UserContext;
  readonly #changes: WriteQueue<UserChange, Result>;

  constructor(context: UserContext) {
    this.#context = context;
    this.#changes = new WriteQueue<UserChange, Result>({
      write: (changes) => this.#write(changes),
      keyOf,
      sizeOf: ({ change }) => USER_SIZE + (typeof change === "string" ? change.length : 0),
      ...sharedBounds,
    });
  }

  async change(change: UserChange): Promise<Exclude<Result, { error: unknown }>> {
    const { appId, idempotency } = change;
    if (idempotency) await this.#context.keys.assertInQuota(appId, idempotency);
    const result = await retryOnUniqueViolation(() => this.#changes.submit(change));
    if (result && "error" in result) throw result.error;
    return result;
  }

  /** Atomic: the UPDATE changes a row only in the version from which the change was planned. */
  async #write(changes: readonly UserChange[]): Promise<Result[]> {
    const now = this.#context.clock();
    const { rows, records } = await readUsersToChange(this.#context, changes);
    const planned = changes.map((one) => {
      const found = rows.get(keyOf(one));
      const row = found && isDeleted(found) ? undefined : found;
      return plan(one, { row, records, now });
    });
    const updates = planned.filter((one): one is Planned => one !== null && "dataJson" in one);
    const users = updates.length === 0 ? new Map<string, User>() : await this.#update(updates, now);
    return planned.map((one) => {
      if (!one || !("dataJson" in one)) return one;
      const user = users.get(keyOf(one));
      return user ? { user } : null;
    });
  }

  async #update(updates: readonly Planned[], now: bigint): Promise<ReadonlyMap<string, User>> {
    const { dialect, appSettings } = this.#context;
    const logged = updates.flatMap(({ dataJson, ...update }) =>
      dataJson === update.row.dataJson
        ? []
        : { ...update, changed: findChangedKeys(update.row.dataJson, dataJson) },
    );
    const write = {
      statement: updateUsers(dialect, updates),
      users: updates,
      records: updates.flatMap(({ record }) => record ?? []),
      changes: await toLoggedChanges(appSettings, logged, "user.updated"),
      now,
    };
    const unlogged = toUnlogged(
      write.changes,
      logged.map(({ row }) => row),
    );
    const rows = await writeUsers(this.#context, write, unlogged);
    const dataByKey = new Map(updates.map((update) => [keyOf(update), update.dataJson]));
    return new Map(
      rows.map((row) => {
        const user = toUserRow(row, "");
        const key = keyOf(user);
        return [key, toUser({ ...user, dataJson: dataByKey.get(key) ?? "" })];
      }),
    );
  }
}

interface State {
  readonly row: UserToChange | undefined;
  readonly records: ReadonlyMap<string, IdempotencyRecord>;
  readonly now: bigint;
}

/** The update to make, or the result if there is none. */
function plan(change: UserChange, state: State): Planned | Result {
  const { appId, id, idempotency } = change;
  try {
    const record = idempotency && state.records.get(recordKeyOf({ appId, key: idempotency.key }));
    if (record) {
      assertSameCall(idempotency, record);
      const user = readPatchResponse(idempotency, record, { id, current: state.row });
      return user ? { user } : { isMissing: true };
    }
    return planUpdate(change, state);
  } catch (error) {
    return { error };
  }
}

function planUpdate(
  { change, source, details, ifVersion, idempotency }: UserChange,
  { row, now }: State,
): Planned | Result {
  if (!row) return { isMissing: true };
  const { appId, id, version, createdAt } = row;
  if (ifVersion !== undefined && ifVersion !== version) return { currentVersion: version };
  const dataJson = typeof change === "string" ? change : change(trustedJsonText(row.dataJson));
  const condition = { now, ifVersion: version, ifCreatedAt: createdAt };
  const update = { appId, id, dataJson, ...condition, source, details, row };
  if (!idempotency) return dataJson === row.dataJson ? { user: toUser(row) } : update;
  const response = encodePatchResponse(idempotency, { row, dataJson, now });
  return { ...update, record: toRecord(idempotency, row, { response, now }) };
}
