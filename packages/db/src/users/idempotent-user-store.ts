import { AppError } from "@roster/contract";
import type { Clock } from "../clock.js";
import { mapUniqueViolation } from "../indexes/unique-violation.js";
import type { DialectSql } from "../dialects/dialect.js";
import {
  type CallFingerprint,
  type IdempotencyConflict,
  type IdempotencyRecord,
  replay,
} from "../idempotency/idempotency-record.js";
import type { IdempotencyStore } from "../idempotency/idempotency-store.js";
import { recordsOfInserts, recordKeyOf } from "../idempotency/idempotency-statements.js";
import type { PrismaClientLike } from "../prisma/prisma-client-like.js";
import { keyOf, toUser, type UserKey } from "./user-row.js";
import { insertUsers, type UserWrite } from "./user-statements.js";
import type { InsertOrFindResult, UserStore } from "./user-store.js";
import { retryOnUniqueViolation, writeIdempotent } from "../idempotency/write-idempotent.js";
import { WriteQueue } from "../queues/write-queue.js";

interface IdempotentAdd extends UserWrite {
  readonly idempotency: CallFingerprint;
}

export interface UserToAdd extends UserKey {
  /** The data as JSON. */
  readonly dataJson: string;
}

/** A concurrent removal between the two statements requires another round, but not this many times in a row. */
const MAX_ROUNDS = 100;

/** Sizes are in characters. */
const bounds = {
  maxBatchItems: 1000,
  maxBatchSize: 4_000_000,
  maxWaitingItems: 20_000,
  maxWaitingSize: 64_000_000,
};

/** Adds users like UserStore; repeating a call with the same key replays the first response. */
export class IdempotentUserStore {
  readonly #prisma: PrismaClientLike;
  readonly #dialect: DialectSql;
  readonly #clock: Clock;
  readonly #users: UserStore;
  readonly #keys: IdempotencyStore;
  readonly #adds: WriteQueue<IdempotentAdd, boolean | IdempotencyRecord>;

  constructor(
    { prisma, dialect, clock }: { prisma: PrismaClientLike; dialect: DialectSql; clock: Clock },
    users: UserStore,
    keys: IdempotencyStore,
  ) {
    this.#prisma = prisma;
    this.#dialect = dialect;
    this.#clock = clock;
    this.#users = users;
    this.#keys = keys;
    this.#adds = new WriteQueue<IdempotentAdd, boolean | IdempotencyRecord>({
      write: (adds) => this.#write(adds),
      keyOf,
      sizeOf: ({ dataJson }) => dataJson.length,
      ...bounds,
    });
  }

  /** Same result as {@link insertOrFind}, for a user that probably exists, in which case nothing is written. */
  async findOrInsert(
    user: UserToAdd,
    idempotency: CallFingerprint,
  ): Promise<InsertOrFindResult | IdempotencyConflict> {
    return (await this.#find(user, idempotency)) ?? this.insertOrFind(user, idempotency);
  }

  /** Inserts the user and records the key, or replays the recorded response, or finds the existing user. */
  async insertOrFind(
    user: UserToAdd,
    idempotency: CallFingerprint,
  ): Promise<InsertOrFindResult | IdempotencyConflict> {
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const now = this.#clock();
      const added = await retryOnUniqueViolation(() =>
        this.#adds.submit({ ...user, now, idempotency }),
      );
      if (added === true) return inserted(user, now);
      if (added !== false)
        return replay(idempotency, added, ({ createdAt }) => inserted(user, createdAt));
      const found = await this.#find(user, idempotency);
      if (found) return found;
    }
    throw new AppError("UNAVAILABLE", "This user is constantly being added and removed; try again");
  }

  /** Reads the key after the user, which was committed together with its key. */
  async #find(
    user: UserToAdd,
    idempotency: CallFingerprint,
  ): Promise<InsertOrFindResult | IdempotencyConflict | null> {
    const found = await this.#users.get(user.appId, user.id);
    if (!found) return null;
    const record = await this.#keys.get(user.appId, idempotency.key);
    if (!record) return { user: found, inserted: false };
    return replay(idempotency, record, ({ createdAt }) => inserted(user, createdAt));
  }

  /** Whether the user was inserted, or the existing record of its key. */
  async #write(adds: readonly IdempotentAdd[]): Promise<(boolean | IdempotencyRecord)[]> {
    const keyOfAdd = ({ appId, idempotency }: IdempotentAdd) =>
      recordKeyOf({ appId, key: idempotency.key });
    const records = await this.#keys.getMany(
      adds.map(({ appId, idempotency }) => ({ appId, key: idempotency.key })),
    );
    const open = adds.filter((add) => !records.has(keyOfAdd(add)));
    const keys = open.map(({ appId, id, now, idempotency }) => {
      const { key, bodyHash } = idempotency;
      return { key, bodyHash, appId, userId: id, response: "", createdAt: now };
    });
    const change = insertUsers(this.#dialect, open);
    const write = { change, keys: recordsOfInserts(this.#dialect, keys) };
    const rows =
      open.length === 0
        ? []
        : await mapUniqueViolation(
            this.#prisma,
            open,
            writeIdempotent(this.#prisma, this.#dialect, write),
          );
    const written = new Set(rows.map(keyOf));
    return adds.map((add) => records.get(keyOfAdd(add)) ?? written.has(keyOf(add)));
  }
}

function inserted({ id, dataJson }: UserToAdd, now: bigint): InsertOrFindResult {
  return {
    user: toUser({ id, dataJson, version: 1, createdAt: now, updatedAt: now }),
    inserted: true,
  };
}
