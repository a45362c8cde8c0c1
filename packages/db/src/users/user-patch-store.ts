import { AppError, type User } from "@roster/contract";
import type { JsonObject } from "@roster/contract/json";
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

/** The JSON text of what is to become of a user's data. May be called again, with newer data. */
export type PatchData = (data: JsonObject) => string;

interface Patch extends UserKey {
  /** The only version that is to be changed; absent for any. */
  readonly ifVersion?: number | undefined;
  readonly change: PatchData;
  /** Where it is to be carried out once for a key. */
  readonly idempotency?: CallFingerprint | undefined;
}

type Result = User | VersionMismatch | IdempotencyConflict | null;

type VersionedUpdate = UserUpdate & { readonly idempotency?: NewIdempotencyRecord | undefined };

type Outcome =
  | { readonly kind: "done"; readonly result: Result }
  | { readonly kind: "failed"; readonly error: unknown }
  /** Another process has changed the user since it was read. */
  | { readonly kind: "overtaken" };

/** In each round of some that overtake each other one gets through; so many rounds in a row nobody loses. */
const MAX_ROUNDS = 100;

/** Every user of a batch is held in memory. Sizes in characters. */
const bounds = {
  maxBatchItems: 100,
  maxBatchSize: 100,
  maxWaitingItems: 20_000,
  maxWaitingSize: 20_000,
};

/** Changes of a part of a user's data, each made of the very data that it replaces. */
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
      ...bounds,
    });
  }

  /** The changed user; null where there is none. @throws whatever `change` throws. */
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
    throw new AppError("UNAVAILABLE", "This user is being changed all the time");
  }

  /** Atomic by the UPDATE, which changes a row only in the version that the change was made of. */
  async #write(patches: readonly Patch[]): Promise<Outcome[]> {
    const rows = await queryUsers(this.#prisma, selectUsers(this.#dialect, patches));
    const read = new Map(rows.map((row) => [keyOf(row), row]));
    const known = await this.#findKeys(patches);
    const tried = patches.map(
      (patch) =>
        replayOutcome(patch, read.get(keyOf(patch)), known) ??
        tryUpdate(patch, read.get(keyOf(patch)), this.#clock()),
    );
    const changes = tried.filter((one): one is VersionedUpdate => !("kind" in one));
    const users = usersByKey(changes.length === 0 ? [] : await this.#change(changes));
    return tried.map((one) => {
      if ("kind" in one) return one;
      const user = users.get(keyOf(one));
      return user ? { kind: "done", result: user } : { kind: "overtaken" };
    });
  }

  /** After the users were read: what a key's patch has made of them was committed together with the key. */
  #findKeys(patches: readonly Patch[]): Promise<ReadonlyMap<string, IdempotencyRecord>> {
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

/** The first answer, where the patch has been carried out before; of a user that is gone nothing is told. */
function replayOutcome(
  { appId, id, idempotency }: Patch,
  row: UserRow | undefined,
  known: ReadonlyMap<string, IdempotencyRecord>,
): Outcome | undefined {
  const recorded = idempotency && known.get(recordKeyOf({ appId, key: idempotency.key }));
  if (!recorded) return undefined;
  const result = replay(idempotency, recorded, ({ response }) => {
    const patched = parseResponse(decryptResponse(idempotency, response));
    return patched.createdAt === row?.createdAt ? toUser({ id, ...patched }) : null;
  });
  return { kind: "done", result };
}

/** What is to be written, or why nothing is. */
function tryUpdate(patch: Patch, row: UserRow | undefined, now: bigint): VersionedUpdate | Outcome {
  if (!row) return { kind: "done", result: null };
  const { appId, id, version } = row;
  if (patch.ifVersion !== undefined && patch.ifVersion !== version) {
    return { kind: "done", result: { currentVersion: version } };
  }
  try {
    const data = patch.change(toUser(row).data);
    const idempotency =
      patch.idempotency && toIdempotencyRecord(patch.idempotency, { row, data, now });
    return {
      appId,
      id,
      dataJson: data,
      now,
      ifVersion: version,
      ifCreatedAt: row.createdAt,
      idempotency,
    };
  } catch (error) {
    return { kind: "failed", error };
  }
}

/** The patched user, but for its id, as the answer that its key is kept with. */
interface StoredPatchResponse {
  readonly data: string;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** What updateUsers makes of the row, whose version it compares, is known beforehand. */
function toIdempotencyRecord(
  idempotency: CallFingerprint,
  { row, data, now }: { row: UserRow; data: string; now: bigint },
): NewIdempotencyRecord {
  const { appId, id, version, createdAt, updatedAt } = row;
  const response: StoredPatchResponse = {
    data,
    version: version + 1,
    createdAt: String(createdAt),
    updatedAt: String(updatedAt < now ? now : updatedAt + 1n),
  };
  const { key, bodyHash } = idempotency;
  const encrypted = encryptResponse(idempotency, JSON.stringify(response));
  return { key, bodyHash, appId, userId: id, response: encrypted, createdAt: now };
}

function parseResponse(response: string) {
  const { data, version, createdAt, updatedAt } = JSON.parse(response) as StoredPatchResponse; // oxlint-disable-line typescript/consistent-type-assertions -- toOnceWrite wrote it
  return { data, version, createdAt: BigInt(createdAt), updatedAt: BigInt(updatedAt) };
}
