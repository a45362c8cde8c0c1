import { AppError } from "@roster/contract";
import type { Clock } from "../clock.js";
import { orBreach } from "../indexes/breach.js";
import type { DialectSql } from "../dialects/dialect.js";
import { type Once, type OtherCall, type Recorded, repeat } from "../idempotency/once.js";
import type { OnceKeys } from "../idempotency/once-keys.js";
import { keysOfInserts, onceKeyOf } from "../idempotency/once-statements.js";
import type { PrismaPort } from "../prisma/port.js";
import { keyOf, toUser, type UserKey } from "./user-row.js";
import { insertUsers, type UserWrite } from "./user-statements.js";
import type { InsertOrFound, UserStore } from "./user-store.js";
import { whileOvertaken, writeOnce } from "../idempotency/write-once.js";
import { WriteQueue } from "../queues/write-queue.js";

interface OnceAdd extends UserWrite {
  readonly once: Once;
}

export interface AddedUser extends UserKey {
  /** The data as JSON text. */
  readonly data: string;
}

/** A removal can come between the two statements of one round; so many rounds in a row it cannot. */
const MAX_ROUNDS = 100;

/** Sizes in characters. */
const bounds = {
  maxBatchItems: 1000,
  maxBatchSize: 4_000_000,
  maxWaitingItems: 20_000,
  maxWaitingSize: 64_000_000,
};

/** Adds as UserStore does, each carried out once for its key. */
export class UserOnceStore {
  readonly #port: PrismaPort;
  readonly #dialect: DialectSql;
  readonly #clock: Clock;
  readonly #users: UserStore;
  readonly #keys: OnceKeys;
  readonly #adds: WriteQueue<OnceAdd, boolean | Recorded>;

  constructor(
    { port, dialect, clock }: { port: PrismaPort; dialect: DialectSql; clock: Clock },
    users: UserStore,
    keys: OnceKeys,
  ) {
    this.#port = port;
    this.#dialect = dialect;
    this.#clock = clock;
    this.#users = users;
    this.#keys = keys;
    this.#adds = new WriteQueue<OnceAdd, boolean | Recorded>({
      write: (adds) => this.#write(adds),
      keyOf,
      sizeOf: ({ data }) => data.length,
      ...bounds,
    });
  }

  /** As {@link insertOrFind}, for a user that is likely to be there: then nothing is written. */
  async findOrInsert(user: AddedUser, once: Once): Promise<InsertOrFound | OtherCall> {
    return (await this.#find(user, once)) ?? this.insertOrFind(user, once);
  }

  /** Inserts the user and keeps the key, or finds what the key's call inserted, or who has the id. */
  async insertOrFind(user: AddedUser, once: Once): Promise<InsertOrFound | OtherCall> {
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const now = this.#clock();
      const added = await whileOvertaken(() => this.#adds.submit({ ...user, now, once }));
      if (added === true) return inserted(user, now);
      if (added !== false) return repeat(once, added, ({ createdAt }) => inserted(user, createdAt));
      const found = await this.#find(user, once);
      if (found) return found;
    }
    throw new AppError("UNAVAILABLE", "This user is being added and removed all the time");
  }

  /** The key is asked for after the user: whoever is found has been committed together with its key. */
  async #find(user: AddedUser, once: Once): Promise<InsertOrFound | OtherCall | null> {
    const found = await this.#users.find(user.appId, user.id);
    if (!found) return null;
    const recorded = await this.#keys.find(user.appId, once.key);
    if (!recorded) return { user: found, inserted: false };
    return repeat(once, recorded, ({ createdAt }) => inserted(user, createdAt));
  }

  /** Whether the user was inserted, or what its key was kept with before. */
  async #write(adds: readonly OnceAdd[]): Promise<(boolean | Recorded)[]> {
    const keyOfAdd = ({ appId, once }: OnceAdd) => onceKeyOf({ appId, key: once.key });
    const known = await this.#keys.findAll(
      adds.map(({ appId, once }) => ({ appId, key: once.key })),
    );
    const open = adds.filter((add) => !known.has(keyOfAdd(add)));
    const keys = open.map(({ appId, id, now, once }) => {
      const { key, bodyHash } = once;
      return { key, bodyHash, appId, userId: id, answer: "", createdAt: now };
    });
    const change = insertUsers(this.#dialect, open);
    const write = { change, keys: keysOfInserts(this.#dialect, keys) };
    const rows =
      open.length === 0
        ? []
        : await orBreach(this.#port, open, writeOnce(this.#port, this.#dialect, write));
    const written = new Set(rows.map(keyOf));
    return adds.map((add) => known.get(keyOfAdd(add)) ?? written.has(keyOf(add)));
  }
}

function inserted({ id, data }: AddedUser, now: bigint): InsertOrFound {
  return {
    user: toUser({ id, data, version: 1, createdAt: now, updatedAt: now }),
    inserted: true,
  };
}
