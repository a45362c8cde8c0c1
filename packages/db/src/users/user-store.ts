import { AppError, type User } from "@roster/contract";
import { mapUnavailable } from "../prisma/driver-errors.js";
import { writeUsers } from "../indexes/unique-violation.js";
import type { Clock } from "../clock.js";
import type { DialectSql } from "../dialects/dialect.js";
import type { PrismaClientLike } from "../prisma/prisma-client-like.js";
import { ReadQueue } from "../queues/read-queue.js";
import { keyOf, queryUsers, toUser, type UserKey, type UserRow, usersByKey } from "./user-row.js";
import {
  deleteUsers,
  insertUsers,
  selectUsers,
  updateUsers,
  type UserUpdate,
  type UserDelete,
  type UserWrite,
} from "./user-statements.js";
import type { UserQuery, UserRange } from "./query/user-query.js";
import { countUsers, selectPage } from "./query/user-query-statements.js";
import { WriteQueue } from "../queues/write-queue.js";

export interface InsertOrFindResult {
  readonly user: User;
  /** Whether this call inserted the user. */
  readonly inserted: boolean;
}

/** A user in a certain version. */
export interface VersionedKey extends UserKey {
  readonly version: number;
}

/** The user exists, but in a version other than the expected one. */
export interface VersionMismatch {
  readonly currentVersion: number;
}

/** A concurrent removal between the two statements requires another round, but not this many times in a row. */
const MAX_ROUNDS = 100;

/** Sizes are in characters. */
const limits = {
  maxBatchItems: 1000,
  maxBatchSize: 4_000_000,
  maxWaitingItems: 20_000,
  maxWaitingSize: 64_000_000,
};

/** Users by app and id. The store reports facts, such as null for a missing user; procedures decide. */
export class UserStore {
  readonly #prisma: PrismaClientLike;
  readonly #dialect: DialectSql;
  readonly #clock: Clock;
  readonly #reads: ReadQueue<UserKey, User | null>;
  readonly #inserts: WriteQueue<UserWrite, boolean>;
  readonly #updates: WriteQueue<UserUpdate, User | null>;
  readonly #deletes: WriteQueue<UserDelete, boolean>;

  constructor(prisma: PrismaClientLike, dialect: DialectSql, clock: Clock) {
    this.#prisma = prisma;
    this.#dialect = dialect;
    this.#clock = clock;
    this.#reads = new ReadQueue({
      read: async (keys) => inOrderOf(keys, await queryUsers(prisma, selectUsers(dialect, keys))),
      keyOf,
      maxBatchKeys: 1000,
      maxConcurrent: 4,
      maxWaiting: 20_000,
    });
    const sizeOf = ({ dataJson }: UserWrite) => dataJson.length;
    this.#inserts = new WriteQueue({
      write: async (items) =>
        this.#isAmong(items, await writeUsers(prisma, items, insertUsers(dialect, items))),
      keyOf,
      sizeOf,
      ...limits,
    });
    this.#updates = new WriteQueue<UserUpdate, User | null>({
      write: async (items) =>
        inOrderOf(items, await writeUsers(prisma, items, updateUsers(dialect, items))),
      keyOf,
      sizeOf,
      ...limits,
    });
    this.#deletes = new WriteQueue({
      write: async (items) =>
        this.#isAmong(items, await queryUsers(prisma, deleteUsers(dialect, items))),
      keyOf,
      sizeOf: () => 1,
      ...limits,
    });
  }

  /**
   * Same result as {@link insertOrFind}, for a user that probably exists: a read takes no write lock, unlike an
   * insert that conflicts.
   */
  async findOrInsert(appId: string, id: string, dataJson: string): Promise<InsertOrFindResult> {
    const user = await this.get(appId, id);
    return user ? { user, inserted: false } : this.insertOrFind(appId, id, dataJson);
  }

  /** Inserts the user, or finds the existing one. Of concurrent calls, exactly one gets `inserted: true`. */
  async insertOrFind(appId: string, id: string, dataJson: string): Promise<InsertOrFindResult> {
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const now = this.#clock();
      if (await this.#inserts.submit({ appId, id, dataJson, now })) {
        const row = { id, dataJson, version: 1, createdAt: now, updatedAt: now };
        return { user: toUser(row), inserted: true };
      }
      const found = await this.get(appId, id);
      if (found) return { user: found, inserted: false };
    }
    throw new AppError("UNAVAILABLE", "This user is constantly being added and removed; try again");
  }

  async get(appId: string, id: string): Promise<User | null> {
    return (await this.#reads.submit({ appId, id })) ?? null;
  }

  /** Replaces the data; `updatedAt` increases even if the clock does not. */
  update(appId: string, id: string, dataJson: string): Promise<User | null> {
    return this.#updates.submit({ appId, id, dataJson, now: this.#clock(), ifVersion: null });
  }

  /** Like {@link update}, but only if the user has this version when its row is locked. */
  updateVersion(key: VersionedKey, dataJson: string): Promise<User | VersionMismatch | null> {
    const { appId, id, version } = key;
    return this.#inVersion(key, () =>
      this.#updates.submit({ appId, id, dataJson, now: this.#clock(), ifVersion: version }),
    );
  }

  /** Returns whether this call removed the user. */
  remove(appId: string, id: string): Promise<boolean> {
    return this.#deletes.submit({ appId, id });
  }

  /** Like {@link remove}, but only if the user has this version when its row is locked. */
  async removeVersion(key: VersionedKey): Promise<boolean | VersionMismatch> {
    const { appId, id, version } = key;
    const change = async () =>
      (await this.#deletes.submit({ appId, id, ifVersion: version })) || null;
    return (await this.#inVersion(key, change)) ?? false;
  }

  /** The users of a page, in the query's order even if it extends backward from its start. */
  async list(appId: string, range: UserRange): Promise<User[]> {
    const rows = await queryUsers(this.#prisma, selectPage(this.#dialect.data, appId, range));
    const users = rows.map(toUser);
    return range.from?.direction === "backward" ? users.toReversed() : users;
  }

  /** How many users match; stops counting at `maxCount`. */
  async count(
    appId: string,
    query: Pick<UserQuery, "filter" | "search"> & { readonly maxCount?: number | undefined },
  ): Promise<number> {
    const statement = countUsers(this.#dialect.data, appId, query);
    const [row] = await mapUnavailable(this.#prisma.$queryRaw<{ n: bigint | number }[]>(statement));
    return Number(row?.n ?? 0);
  }

  /** Returns the result of `change`, or the reason why it did nothing; null if the user does not exist. */
  async #inVersion<Result>(
    { appId, id, version }: VersionedKey,
    change: () => Promise<Result | null>,
  ): Promise<Result | VersionMismatch | null> {
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const result = await change();
      if (result !== null) return result;
      const found = await this.get(appId, id);
      if (!found) return null;
      if (found.version !== version) return { currentVersion: found.version };
      // The user had another version, or was missing, during `change` and has this version now: retry.
    }
    throw new AppError("UNAVAILABLE", "This user is constantly being changed; try again");
  }

  #isAmong(items: readonly UserKey[], rows: readonly UserKey[]): boolean[] {
    const keys = new Set(rows.map(keyOf));
    return items.map((item) => keys.has(keyOf(item)));
  }
}

function inOrderOf(keys: readonly UserKey[], rows: readonly UserRow[]): (User | null)[] {
  const users = usersByKey(rows);
  return keys.map((key) => users.get(keyOf(key)) ?? null);
}
