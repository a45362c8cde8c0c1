import { AppError, type User } from "@roster/contract";
import { mapUnavailable } from "../prisma/map-unavailable.js";
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
  /** Whether this very call inserted the user. */
  readonly inserted: boolean;
}

/** A user in one of its versions. */
export interface VersionedKey extends UserKey {
  readonly version: number;
}

/** The user is there, in another version than the one that was asked for. */
export interface VersionMismatch {
  readonly currentVersion: number;
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

/** Users by app and id. States facts and decides nothing: an absent user is null, not an error. */
export class UserStore {
  readonly #prisma: PrismaClientLike;
  readonly #dialect: DialectSql;
  readonly #clock: Clock;
  readonly #finds: ReadQueue<UserKey, User | null>;
  readonly #inserts: WriteQueue<UserWrite, boolean>;
  readonly #updates: WriteQueue<UserUpdate, User | null>;
  readonly #deletes: WriteQueue<UserDelete, boolean>;

  constructor(prisma: PrismaClientLike, dialect: DialectSql, clock: Clock) {
    this.#prisma = prisma;
    this.#dialect = dialect;
    this.#clock = clock;
    this.#finds = new ReadQueue({
      read: async (keys) => inOrderOf(keys, await queryUsers(prisma, selectUsers(dialect, keys))),
      keyOf,
      maxBatchKeys: 1000,
      maxConcurrent: 4,
      maxWaiting: 20_000,
    });
    const sizeOf = ({ dataJson: data }: UserWrite) => data.length;
    this.#inserts = new WriteQueue({
      write: async (items) =>
        this.#isAmong(items, await writeUsers(prisma, items, insertUsers(dialect, items))),
      keyOf,
      sizeOf,
      ...bounds,
    });
    this.#updates = new WriteQueue<UserUpdate, User | null>({
      write: async (items) =>
        inOrderOf(items, await writeUsers(prisma, items, updateUsers(dialect, items))),
      keyOf,
      sizeOf,
      ...bounds,
    });
    this.#deletes = new WriteQueue({
      write: async (items) =>
        this.#isAmong(items, await queryUsers(prisma, deleteUsers(dialect, items))),
      keyOf,
      sizeOf: () => 1,
      ...bounds,
    });
  }

  /**
   * As {@link insertOrFind}, for a user that is likely to be there: finding takes no write lock, which
   * an insert that comes to nothing does.
   */
  async findOrInsert(appId: string, id: string, data: string): Promise<InsertOrFindResult> {
    const user = await this.get(appId, id);
    return user ? { user, inserted: false } : this.insertOrFind(appId, id, data);
  }

  /** Inserts the user, or finds the one that has the id. Among racers exactly one has `inserted`. */
  async insertOrFind(appId: string, id: string, data: string): Promise<InsertOrFindResult> {
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const now = this.#clock();
      if (await this.#inserts.submit({ appId, id, dataJson: data, now })) {
        const row = { id, data, version: 1, createdAt: now, updatedAt: now };
        return { user: toUser(row), inserted: true };
      }
      const found = await this.get(appId, id);
      if (found) return { user: found, inserted: false };
    }
    throw new AppError("UNAVAILABLE", "This user is being added and removed all the time");
  }

  async get(appId: string, id: string): Promise<User | null> {
    return (await this.#finds.submit({ appId, id })) ?? null;
  }

  /** Replaces the data whole; `updatedAt` grows even where the clock has not. */
  update(appId: string, id: string, data: string): Promise<User | null> {
    return this.#updates.submit({ appId, id, dataJson: data, now: this.#clock(), ifVersion: null });
  }

  /** As {@link update}, where the user has this version when its row is locked. */
  updateVersion(key: VersionedKey, data: string): Promise<User | VersionMismatch | null> {
    const { appId, id, version } = key;
    return this.#inVersion(key, () =>
      this.#updates.submit({ appId, id, dataJson: data, now: this.#clock(), ifVersion: version }),
    );
  }

  /** Whether this very call removed the user. */
  remove(appId: string, id: string): Promise<boolean> {
    return this.#deletes.submit({ appId, id });
  }

  /** As {@link remove}, where the user has this version when its row is locked. */
  async removeVersion(key: VersionedKey): Promise<boolean | VersionMismatch> {
    const { appId, id, version } = key;
    const change = async () =>
      (await this.#deletes.submit({ appId, id, ifVersion: version })) || null;
    return (await this.#inVersion(key, change)) ?? false;
  }

  /** The page's users, in the order of the query also where it looks backward from its start. */
  async list(appId: string, range: UserRange): Promise<User[]> {
    const rows = await queryUsers(this.#prisma, selectPage(this.#dialect.data, appId, range));
    const users = rows.map(toUser);
    return range.from?.direction === "backward" ? users.toReversed() : users;
  }

  /** How many users the query means; past `most` they are not counted. */
  async count(
    appId: string,
    query: Pick<UserQuery, "filter" | "search"> & { readonly most?: number | undefined },
  ): Promise<number> {
    const statement = countUsers(this.#dialect.data, appId, query);
    const [row] = await mapUnavailable(this.#prisma.$queryRaw<{ n: bigint | number }[]>(statement));
    return Number(row?.n ?? 0);
  }

  /** What `change` made of the user, or why it made nothing: null where there is no such user. */
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
      // It was removed or older when `change` looked, and is in that version since: to be changed after all.
    }
    throw new AppError("UNAVAILABLE", "This user is being changed all the time");
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
