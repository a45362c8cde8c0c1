import type { ChangeDetails, ReplayedUser, User } from "@roster/contract";
import { type JsonText, trustedJsonText } from "@roster/contract/json";
import type { ChangeSource } from "../changes/change-source.js";
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
import { queryUsers, toUser, toUserRow, type UserRow } from "./user-row.js";
import { selectUsers, updateUsers, type UserUpdate } from "./user-statements.js";

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

type Planned = UserUpdate & { readonly record?: NewIdempotencyRecord | undefined };

/** Every user that is patched is held in memory: it counts as this many characters. */
const PATCH_SIZE = 40_000;

/** Replaces data, or computes it from exactly the data that it replaces. All calls that wait share a commit. */
export class UserChanges {
  readonly #context: UserContext;
  readonly #changes: WriteQueue<UserChange, Result>;

  constructor(context: UserContext) {
    this.#context = context;
    this.#changes = new WriteQueue<UserChange, Result>({
      write: (changes) => this.#write(changes),
      keyOf,
      sizeOf: ({ change }) => (typeof change === "string" ? change.length : PATCH_SIZE),
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

  /** Atomic: the UPDATE changes a row only in the version from which a patch was computed. */
  async #write(changes: readonly UserChange[]): Promise<Result[]> {
    const now = this.#context.clock();
    const rows = await this.#readPatched(changes);
    // Read after the users: a recorded patch was committed together with its record.
    const records = await this.#context.keys.getMany(
      changes.flatMap(({ appId, idempotency }) =>
        idempotency ? [{ appId, key: idempotency.key }] : [],
      ),
    );
    const planned = changes.map((one) => plan(one, { row: rows.get(keyOf(one)), records, now }));
    const updates = planned.filter((one): one is Planned => one !== null && "dataJson" in one);
    const users = updates.length === 0 ? new Map<string, User>() : await this.#update(updates);
    return planned.map((one) => {
      if (!one || !("dataJson" in one)) return one;
      const user = users.get(keyOf(one));
      return user ? { user } : null;
    });
  }

  async #readPatched(changes: readonly UserChange[]): Promise<ReadonlyMap<string, UserRow>> {
    const patches = changes.filter(({ change }) => typeof change !== "string");
    if (patches.length === 0) return new Map();
    const { statements, dialect } = this.#context;
    const rows = await queryUsers(statements.run, selectUsers(dialect, patches));
    return new Map(rows.map((row) => [keyOf(row), row]));
  }

  async #update(updates: readonly Planned[]): Promise<ReadonlyMap<string, User>> {
    const statement = updateUsers(this.#context.dialect, updates);
    const records = updates.flatMap(({ record }) => record ?? []);
    const rows = await writeUsers(this.#context, { statement, users: updates }, records);
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
  readonly row: UserRow | undefined;
  readonly records: ReadonlyMap<string, IdempotencyRecord>;
  readonly now: bigint;
}

/** The update to make, or the result if there is none. */
function plan(change: UserChange, state: State): Planned | Result {
  const { appId, id, ifVersion, idempotency } = change;
  if (typeof change.change === "string") {
    return { appId, id, dataJson: change.change, now: state.now, ifVersion };
  }
  try {
    const record = idempotency && state.records.get(recordKeyOf({ appId, key: idempotency.key }));
    if (record) {
      assertSameCall(idempotency, record);
      const user = readPatchResponse(idempotency, record, { id, current: state.row });
      return user ? { user } : { isMissing: true };
    }
    return planPatch({ ...change, change: change.change }, state);
  } catch (error) {
    return { error };
  }
}

function planPatch(
  { change, ifVersion, idempotency }: UserChange & { readonly change: PatchData },
  { row, now }: State,
): Planned | Result {
  if (!row) return { isMissing: true };
  const { appId, id, version, createdAt } = row;
  if (ifVersion !== undefined && ifVersion !== version) return { currentVersion: version };
  const dataJson = change(trustedJsonText(row.dataJson));
  const update = { appId, id, dataJson, now, ifVersion: version, ifCreatedAt: createdAt };
  if (!idempotency) return dataJson === row.dataJson ? { user: toUser(row) } : update;
  const response = encodePatchResponse(idempotency, { row, dataJson, now });
  return { ...update, record: toRecord(idempotency, row, { response, now }) };
}
