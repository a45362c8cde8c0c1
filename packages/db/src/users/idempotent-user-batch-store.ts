import { AppError, type User } from "@roster/contract";
import { trustedJsonText } from "@roster/contract/json";
import { type Clock, toTimestamp } from "../clock.js";
import {
  type UniqueViolation,
  createUniqueViolationError,
  uniqueViolationOf,
  mapUniqueViolation,
} from "../indexes/unique-violation.js";
import type { DialectSql } from "../dialects/dialect.js";
import {
  type CallFingerprint,
  type IdempotencyConflict,
  replay,
} from "../idempotency/idempotency-record.js";
import { decryptResponse, encryptResponse } from "../idempotency/encrypt-response.js";
import type { IdempotencyStore } from "../idempotency/idempotency-store.js";
import { recordOfBatch } from "../idempotency/idempotency-statements.js";
import type { PrismaClientLike } from "../prisma/prisma-client-like.js";
import {
  interleaveById,
  type NewUser,
  toNewUser,
  type UserBatchStore,
} from "./user-batch-store.js";
import { insertAllUsers } from "./user-statements.js";
import type { InsertOrFindResult } from "./user-store.js";
import { retryOnUniqueViolation, writeIdempotent } from "../idempotency/write-idempotent.js";
import { WriteQueue } from "../queues/write-queue.js";

export interface BatchToAdd {
  readonly appId: string;
  readonly users: readonly NewUser[];
}

/**
 * For each user: inserted, found if `getOrCreate` is set, rejected by a unique index on data, or null: it exists and
 * is unchanged.
 */
type Outcome = InsertOrFindResult | UniqueViolation | null;
type Outcomes = readonly Outcome[];

/** The response that replaces a write with these outcomes; undefined to write. */
type Reject<Rejection> = (outcomes: Outcomes) => Rejection | undefined;

interface Write {
  readonly appId: string;
  readonly users: readonly NewUser[];
  readonly now: bigint;
  readonly idempotency: CallFingerprint;
  readonly response: string;
}

/** Concurrent writers of the same users can force a retry, but not this many times in a row. */
const MAX_ROUNDS = 100;

/** Sizes are in characters. */
const bounds = {
  maxBatchItems: 1,
  maxBatchSize: 1,
  maxWaitingItems: 10_000,
  maxWaitingSize: 64_000_000,
};

/** Adds many users idempotently. The response is computed first; the write makes exactly those changes, or none. */
export class IdempotentUserBatchStore {
  readonly #clock: Clock;
  readonly #batches: UserBatchStore;
  readonly #keys: IdempotencyStore;
  readonly #writes: WriteQueue<Write, boolean>;

  constructor(
    { prisma, dialect, clock }: { prisma: PrismaClientLike; dialect: DialectSql; clock: Clock },
    batches: UserBatchStore,
    keys: IdempotencyStore,
  ) {
    this.#clock = clock;
    this.#batches = batches;
    this.#keys = keys;
    this.#writes = new WriteQueue({
      write: (writes) => Promise.all(writes.map((one) => write(prisma, dialect, one))),
      sizeOf: ({ users }) => users.reduce((sum, { dataJson }) => sum + dataJson.length, 0),
      ...bounds,
    });
  }

  /** Adds each user whose id is free; of users with the same id, the first. */
  addEach(
    batch: BatchToAdd,
    idempotency: CallFingerprint,
  ): Promise<Outcomes | IdempotencyConflict> {
    return this.#add<never>(batch, idempotency, () => undefined);
  }

  /** Adds all users, or none if a user without `getOrCreate` exists; then returns the conflicting ids. */
  async addAll(
    batch: BatchToAdd,
    idempotency: CallFingerprint,
  ): Promise<
    readonly InsertOrFindResult[] | { readonly conflicts: readonly string[] } | IdempotencyConflict
  > {
    const result = await this.#add(batch, idempotency, (outcomes) => {
      for (const [index, outcome] of outcomes.entries()) {
        if (outcome && "path" in outcome) {
          throw createUniqueViolationError(batch.users[index]?.id ?? "", outcome.path);
        }
      }
      const taken = batch.users.filter((_, index) => outcomes[index] === null);
      return taken.length > 0 ? { conflicts: [...new Set(taken.map(({ id }) => id))] } : undefined;
    });
    if ("conflicts" in result || "isIdempotencyConflict" in result) return result;
    return result.flatMap((outcome) => (outcome && "user" in outcome ? outcome : []));
  }

  async #add<Rejection>(
    batch: BatchToAdd,
    idempotency: CallFingerprint,
    reject: Reject<Rejection>,
  ) {
    const rejected = new Map<NewUser, UniqueViolation>();
    for (let round = 0; round < MAX_ROUNDS + batch.users.length; round += 1) {
      const result = await retryOnUniqueViolation(() =>
        this.#try({ ...batch, rejected }, idempotency, reject),
      );
      if (result !== null) return result;
    }
    throw new AppError(
      "UNAVAILABLE",
      "These users are constantly being added and removed; try again",
    );
  }

  /** Null if users were added between read and write, or rejected by an index: see `rejected`. */
  async #try<Rejection>(
    { appId, users, rejected }: BatchToAdd & { readonly rejected: Map<NewUser, UniqueViolation> },
    idempotency: CallFingerprint,
    reject: Reject<Rejection>,
  ): Promise<Outcomes | IdempotencyConflict | Rejection | null> {
    const ids = users.map(({ id }) => id);
    const found = await this.#batches.get(appId, ids);
    // Read after the users, which were committed together with their key.
    const record = await this.#keys.get(appId, idempotency.key);
    if (record) {
      return replay(idempotency, record, ({ response, createdAt }) =>
        read({ users, found }, decryptResponse(idempotency, response), createdAt),
      );
    }
    const now = this.#clock();
    const { absent, outcomes } = plan(users, { found, rejected }, now);
    const rejection = reject(outcomes);
    if (rejection !== undefined) return rejection;
    if (absent.length === 0) return outcomes;
    const response = encryptResponse(idempotency, JSON.stringify(outcomes.map(toStoredOutcome)));
    try {
      const isDone = await this.#writes.submit({
        appId,
        users: absent,
        now,
        idempotency,
        response,
      });
      return isDone ? outcomes : null;
    } catch (error) {
      const violation = uniqueViolationOf(error);
      if (!violation) throw error;
      const tried = new Set(absent);
      const inOrder = interleaveById(users).filter((user) => tried.has(user));
      const duplicates = await this.#batches.findDuplicates(appId, inOrder, violation);
      for (const user of duplicates) rejected.set(user, violation);
      return null;
    }
  }
}

async function write(
  prisma: PrismaClientLike,
  dialect: DialectSql,
  batch: Write,
): Promise<boolean> {
  const { appId, users, now, idempotency, response } = batch;
  const { key: name, bodyHash } = idempotency;
  const writes = users.map(({ id, dataJson, times }) => ({
    appId,
    id,
    dataJson,
    now,
    times,
  }));
  const userId = users[0]?.id ?? "";
  const key = { key: name, bodyHash, appId, userId, response, createdAt: now };
  const written = writeIdempotent(prisma, dialect, {
    change: insertAllUsers(dialect, writes),
    keys: recordOfBatch(dialect, key, writes),
  });
  const rows = await mapUniqueViolation(prisma, writes, written);
  return rows.length > 0;
}

/** The outcome for each user if `found` exist; of users with the same id, the first is added. */
function plan(
  users: readonly NewUser[],
  {
    found,
    rejected,
  }: { found: ReadonlyMap<string, User>; rejected: ReadonlyMap<NewUser, UniqueViolation> },
  now: bigint,
) {
  const all = new Map(found);
  const time = toTimestamp(now);
  const absent: NewUser[] = [];
  const outcomes = users.map((user): Outcome => {
    const existing = all.get(user.id);
    if (existing) return user.getOrCreate ? { user: existing, inserted: false } : null;
    const violation = rejected.get(user);
    if (violation) return violation;
    const added = toNewUser(user, time);
    all.set(user.id, added);
    absent.push(user);
    return { user: added, inserted: true };
  });
  return { absent, outcomes };
}

/** 1 for a user that can be derived from body and time; the found user; the violation; null for a conflict. */
type StoredOutcome = 1 | User | UniqueViolation | null;

function toStoredOutcome(outcome: Outcome): StoredOutcome {
  if (!outcome || "path" in outcome) return outcome;
  return outcome.inserted ? 1 : outcome.user;
}

/** Replays the outcomes; omits the data of a found user that has since been removed. */
function read(
  { users, found }: { users: readonly NewUser[]; found: ReadonlyMap<string, User> },
  response: string,
  createdAt: bigint,
): Outcomes {
  const time = toTimestamp(createdAt);
  const parts = JSON.parse(response) as StoredOutcome[]; // oxlint-disable-line typescript/consistent-type-assertions -- toStoredOutcome wrote it
  const added = new Set(users.filter((_, index) => parts[index] === 1).map(({ id }) => id));
  return users.map((user, index) => {
    const part = parts[index] ?? null;
    if (part === 1) return { user: toNewUser(user, time), inserted: true };
    if (!part || "path" in part) return part;
    const isThere = found.get(user.id)?.createdAt === part.createdAt || added.has(user.id);
    return { user: isThere ? part : { ...part, data: trustedJsonText("{}") }, inserted: false };
  });
}
