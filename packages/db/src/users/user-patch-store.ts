import { AppError, type User } from "@roster/contract";
import type { JsonText } from "@roster/contract/json";
import { mapUniqueViolation, writeUsers } from "../indexes/unique-violation.js";
import type { Clock } from "../clock.js";
import type { DialectSql } from "../dialects/dialect.js";
import {
  type CallFingerprint,
  type IdempotencyConflict,
  type IdempotencyRecord,
  replay,
} from "../idempotency/idempotency-record.js";
import { decryptResponse, encryptResponse } from "../idempotency/encrypt-response.js";
import type { IdempotencyStore } from "../idempotency/idempotency-store.js";
import {
  recordsOfUpdates,
  recordKeyOf,
  type NewIdempotencyRecord,
} from "../idempotency/idempotency-statements.js";
import type { PrismaClientLike } from "../prisma/prisma-client-like.js";
import { keyOf, queryUsers, toUser, type UserKey, type UserRow, usersByKey } from "./user-row.js";
import { selectUsers, updateUsers, type UserUpdate } from "./user-statements.js";
import type { VersionMismatch } from "./user-store.js";
import { retryOnUniqueViolation, writeIdempotent } from "../idempotency/write-idempotent.js";
import { WriteQueue } from "../queues/write-queue.js";

/** Returns the new data as JSON. May be called again with newer data. */
export type PatchData = (data: JsonText) => string;

interface Patch extends UserKey {
  /** Patches only this version; absent: any version. */
  readonly ifVersion?: number | undefined;
  readonly change: PatchData;
  /** Set if the patch has an idempotency key. */
  readonly idempotency?: CallFingerprint | undefined;
}

type Result = User | VersionMismatch | IdempotencyConflict | null;

type VersionedUpdate = UserUpdate & { readonly idempotency?: NewIdempotencyRecord | undefined };

type Outcome =
  | { readonly kind: "done"; readonly result: Result }
  | { readonly kind: "failed"; readonly error: unknown }
  /** Another process changed the user after it was read. */
  | { readonly kind: "overtaken" };

/** One of the concurrent writers succeeds in each round; no writer fails this many rounds in a row. */
const MAX_ROUNDS = 100;

/** Small batches: every user of a batch is held in memory. */
const limits = {
  maxBatchItems: 100,
  maxBatchSize: 100,
  maxWaitingItems: 20_000,
  maxWaitingSize: 20_000,
};

/** Partial changes of a user's data, each computed from exactly the data that it replaces. */
export class UserPatchStore {
  readonly #prisma: PrismaClientLike;
  readonly #dialect: DialectSql;
  readonly #clock: Clock;
  readonly #keys: IdempotencyStore;
  readonly #patches: WriteQueue<Patch, Outcome>;

  constructor(
    { prisma, dialect, clock }: { prisma: PrismaClientLike; dialect: DialectSql; clock: Clock },
    keys: IdempotencyStore,
  ) {
    this.#keys = keys;
    this.#prisma = prisma;
    this.#dialect = dialect;
    this.#clock = clock;
    this.#patches = new WriteQueue<Patch, Outcome>({
      write: (patches) => this.#write(patches),
      keyOf,
      sizeOf: () => 1,
      ...limits,
    });
  }

  /** The patched user; null if the user does not exist. @throws the error that `change` throws. */
  async patch(
    key: Omit<Patch, "change" | "idempotency">,
    change: PatchData,
  ): Promise<User | VersionMismatch | null>;
  async patch(key: Omit<Patch, "change">, change: PatchData): Promise<Result>;
  async patch(key: Omit<Patch, "change">, change: PatchData): Promise<Result> {
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const outcome = await retryOnUniqueViolation(() => this.#patches.submit({ ...key, change }));
      if (outcome.kind === "done") return outcome.result;
      if (outcome.kind === "failed") throw outcome.error;
    }
    throw new AppError("UNAVAILABLE", "This user is constantly being changed; try again");
  }

  /** Atomic: the UPDATE changes a row only in the version from which the change was computed. */
  async #write(patches: readonly Patch[]): Promise<Outcome[]> {
    const rows = await queryUsers(this.#prisma, selectUsers(this.#dialect, patches));
    const rowsByKey = new Map(rows.map((row) => [keyOf(row), row]));
    const records = await this.#findRecords(patches);
    const tried = patches.map(
      (patch) =>
        replayOutcome(patch, rowsByKey.get(keyOf(patch)), records) ??
        tryUpdate(patch, rowsByKey.get(keyOf(patch)), this.#clock()),
    );
    const changes = tried.filter((one): one is VersionedUpdate => !("kind" in one));
    const users = usersByKey(changes.length === 0 ? [] : await this.#change(changes));
    return tried.map((one) => {
      if ("kind" in one) return one;
      const user = users.get(keyOf(one));
      return user ? { kind: "done", result: user } : { kind: "overtaken" };
    });
  }

  /** Called after reading the users: a recorded patch was committed together with its record. */
  #findRecords(patches: readonly Patch[]): Promise<ReadonlyMap<string, IdempotencyRecord>> {
    const keys = patches.flatMap(({ appId, idempotency }) =>
      idempotency ? [{ appId, key: idempotency.key }] : [],
    );
    return this.#keys.getMany(keys);
  }

  #change(changes: readonly VersionedUpdate[]): Promise<UserRow[]> {
    const change = updateUsers(this.#dialect, changes);
    const keyed = changes.flatMap(({ idempotency, ...one }) =>
      idempotency ? [{ ...one, idempotency }] : [],
    );
    if (keyed.length === 0) return writeUsers(this.#prisma, changes, change);
    const keys = recordsOfUpdates(this.#dialect, keyed);
    return mapUniqueViolation(
      this.#prisma,
      changes,
      writeIdempotent(this.#prisma, this.#dialect, { change, keys }),
    );
  }
}

/** The first response, if the patch was made before; null if the user has been removed since. */
function replayOutcome(
  { appId, id, idempotency }: Patch,
  row: UserRow | undefined,
  records: ReadonlyMap<string, IdempotencyRecord>,
): Outcome | undefined {
  const record = idempotency && records.get(recordKeyOf({ appId, key: idempotency.key }));
  if (!record) return undefined;
  const result = replay(idempotency, record, ({ response }) => {
    const patched = parseResponse(decryptResponse(idempotency, response));
    return patched.createdAt === row?.createdAt ? toUser({ id, ...patched }) : null;
  });
  return { kind: "done", result };
}

/** The update to make, or the outcome if there is none. */
function tryUpdate(patch: Patch, row: UserRow | undefined, now: bigint): VersionedUpdate | Outcome {
  if (!row) return { kind: "done", result: null };
  const { appId, id, version } = row;
  if (patch.ifVersion !== undefined && patch.ifVersion !== version) {
    return { kind: "done", result: { currentVersion: version } };
  }
  try {
    const dataJson = patch.change(toUser(row).data);
    const idempotency =
      patch.idempotency && toIdempotencyRecord(patch.idempotency, { row, dataJson, now });
    return {
      appId,
      id,
      dataJson,
      now,
      ifVersion: version,
      ifCreatedAt: row.createdAt,
      idempotency,
    };
  } catch (error) {
    return { kind: "failed", error };
  }
}

/** The patched user without its id, as stored in the record. `data` is JSON. */
interface StoredPatchResponse {
  readonly data: string;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** The outcome of updateUsers is known in advance, since it compares the version. */
function toIdempotencyRecord(
  idempotency: CallFingerprint,
  { row, dataJson, now }: { row: UserRow; dataJson: string; now: bigint },
): NewIdempotencyRecord {
  const { appId, id, version, createdAt, updatedAt } = row;
  const response: StoredPatchResponse = {
    data: dataJson,
    version: version + 1,
    createdAt: String(createdAt),
    updatedAt: String(updatedAt < now ? now : updatedAt + 1n),
  };
  const { key, bodyHash } = idempotency;
  const encrypted = encryptResponse(idempotency, JSON.stringify(response));
  return { key, bodyHash, appId, userId: id, response: encrypted, createdAt: now };
}

function parseResponse(response: string) {
  const { data, version, createdAt, updatedAt } = JSON.parse(response) as StoredPatchResponse; // oxlint-disable-line typescript/consistent-type-assertions -- toIdempotencyRecord wrote it
  return { dataJson: data, version, createdAt: BigInt(createdAt), updatedAt: BigInt(updatedAt) };
}
