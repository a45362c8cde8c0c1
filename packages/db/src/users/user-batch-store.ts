import { AppError, type User } from "@roster/contract";
import type { JsonText } from "@roster/contract/json";
import { isUniqueViolation } from "../prisma/driver-errors.js";
import {
  type UniqueViolation,
  createUniqueViolationError,
  uniqueViolationOf,
  writeUsers,
} from "../indexes/unique-violation.js";
import { findDuplicates } from "../indexes/find-duplicates.js";
import { insertWithBisect } from "../indexes/insert-with-bisect.js";
import { type Clock, toTimestamp } from "../clock.js";
import type { DialectSql } from "../dialects/dialect.js";
import type { PrismaClientLike } from "../prisma/prisma-client-like.js";
import { keyOf, queryUsers, toUser } from "./user-row.js";
import {
  deleteUsers,
  insertAllUsers,
  insertUsers,
  selectUsers,
  type UserInsert,
  type UserTimes,
} from "./user-statements.js";
import { selectPage } from "./query/user-query-statements.js";
import type { InsertOrFindResult } from "./user-store.js";
import { WriteQueue } from "../queues/write-queue.js";

/** A user to insert. */
export interface NewUser {
  readonly id: string;
  readonly data: JsonText;
  /** The data as JSON. */
  readonly dataJson: string;
  /** Whether to return the existing user if the id is taken. */
  readonly getOrCreate: boolean;
  /** Default: the time of the write. */
  readonly times?: UserTimes | undefined;
}

/** The users of one call, each with a different id. */
interface Insertion {
  readonly appId: string;
  readonly users: readonly NewUser[];
  readonly now: bigint;
}

/** The outcomes of one call. */
interface Insertions {
  /** The ids of the inserted users. */
  readonly ids: Set<string>;
  /** The users that a unique index on data rejected, by id. */
  readonly violations: Map<string, UniqueViolation>;
}

/** A concurrent removal between the two statements requires another round, but not this many times in a row. */
const MAX_ROUNDS = 100;

/** Sizes are in characters. */
const bounds = { maxBatchSize: 4_000_000, maxWaitingItems: 10_000, maxWaitingSize: 64_000_000 };

/** How many users one statement reads, and how many characters of data may be held in memory. */
const READ_STEP = 1000;
const MAX_READ_SIZE = 64 * 1024 * 1024;

/** Many users of one app at once. Reports facts, like UserStore. */
export class UserBatchStore {
  readonly #prisma: PrismaClientLike;
  readonly #dialect: DialectSql;
  readonly #clock: Clock;
  readonly #inserts: WriteQueue<Insertion, Insertions>;
  readonly #atomicInserts: WriteQueue<Insertion, boolean>;

  constructor(prisma: PrismaClientLike, dialect: DialectSql, clock: Clock) {
    this.#prisma = prisma;
    this.#dialect = dialect;
    this.#clock = clock;
    const sizeOf = ({ users }: Insertion) =>
      users.reduce((sum, { dataJson }) => sum + dataJson.length, 0);
    this.#inserts = new WriteQueue({
      write: (calls) => this.#insert(calls),
      sizeOf,
      maxBatchItems: 100,
      ...bounds,
    });
    this.#atomicInserts = new WriteQueue({
      write: async ([call]) => [call !== undefined && (await this.#insertAll(call))],
      sizeOf,
      maxBatchItems: 1,
      ...bounds,
    });
  }

  /**
   * Inserts each user whose id is free; of users with the same id, the first that no index rejects. For the others:
   * the existing user with `getOrCreate`, null without it, or the violation that rejected it.
   */
  async insertOrFind(
    appId: string,
    users: readonly NewUser[],
  ): Promise<readonly (InsertOrFindResult | UniqueViolation | null)[]> {
    const inserted = new Map<NewUser, User>();
    const rejected = new Map<NewUser, UniqueViolation>();
    let found: ReadonlyMap<string, User> = new Map();
    let open = users;
    for (let round = 0; round < MAX_ROUNDS + users.length; round += 1) {
      const firsts = [...firstById(open).values()];
      const now = this.#clock();
      const { ids, violations } = await this.#inserts.submit({ appId, users: firsts, now });
      const time = toTimestamp(now);
      for (const user of firsts) {
        if (ids.has(user.id)) inserted.set(user, toNewUser(user, time));
        const violation = violations.get(user.id);
        if (violation) rejected.set(user, violation);
      }
      const others = users.filter((user) => !inserted.has(user) && !rejected.has(user));
      const asked = others.filter(({ getOrCreate }) => getOrCreate);
      found = asked.length === 0 ? found : await this.get(appId, asked.map(idOf));
      // After a rejected user with the same id, or after a removal: try to insert again.
      open = others.filter(
        ({ id, getOrCreate }) => violations.has(id) || (getOrCreate && !found.has(id)),
      );
      if (open.length === 0)
        return users.map((user) => rejected.get(user) ?? outcomeOf(user, inserted, found));
    }
    throw alwaysChanging();
  }

  /** Inserts all users, or none if a user without `getOrCreate` exists; then returns the conflicting ids. */
  async insertAllOrFind(
    appId: string,
    users: readonly NewUser[],
  ): Promise<readonly InsertOrFindResult[] | { readonly conflicts: readonly string[] }> {
    const firsts = firstById(users);
    const repeated = users.filter((user) => !user.getOrCreate && firsts.get(user.id) !== user);
    let found: ReadonlyMap<string, User> = new Map();
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const now = this.#clock();
      const absent = [...firsts.values()].filter(({ id }) => !found.has(id));
      const isDone =
        repeated.length === 0 &&
        (absent.length === 0 || (await this.#atomicInserts.submit({ appId, users: absent, now })));
      if (isDone) {
        const time = toTimestamp(now);
        const inserted = new Map(absent.map((user) => [user.id, toNewUser(user, time)]));
        const isFirst = (user: NewUser) => inserted.has(user.id) && firsts.get(user.id) === user;
        const all = new Map([...found, ...inserted]);
        return users.flatMap((user) => {
          const stored = all.get(user.id);
          return stored ? [{ user: stored, inserted: isFirst(user) }] : [];
        });
      }
      found = await this.get(appId, [...firsts.keys()]);
      const taken = users.filter(({ id, getOrCreate }) => !getOrCreate && found.has(id));
      const conflicts = new Set([...taken, ...repeated].map(idOf));
      if (conflicts.size > 0)
        return { conflicts: users.map(idOf).filter((id) => conflicts.delete(id)) };
    }
    throw alwaysChanging();
  }

  /** @throws AppError TOO_LARGE for more data than may be held in memory. */
  async get(appId: string, ids: readonly string[]): Promise<ReadonlyMap<string, User>> {
    const keys = [...new Set(ids)].map((id) => ({ appId, id }));
    const users = new Map<string, User>();
    let size = 0;
    for (let start = 0; start < keys.length; start += READ_STEP) {
      const statement = selectUsers(this.#dialect, keys.slice(start, start + READ_STEP));
      for (const row of await queryUsers(this.#prisma, statement)) {
        size += row.dataJson.length;
        if (size > MAX_READ_SIZE) throw tooMuch(size);
        users.set(row.id, toUser(row));
      }
    }
    return users;
  }

  /** The new users that have the value of an earlier one or of a stored user. */
  findDuplicates(
    appId: string,
    users: readonly NewUser[],
    { path }: UniqueViolation,
  ): Promise<NewUser[]> {
    return findDuplicates(users, path, async (operands) => {
      const filter = { kind: "in", path, operands } as const;
      const range = { filter, sort: [], limit: operands.length };
      const rows = await queryUsers(this.#prisma, selectPage(this.#dialect.data, appId, range));
      return rows.map(toUser);
    });
  }

  /** The ids of the users that this call removed. */
  async remove(appId: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const keys = ids.map((id) => ({ appId, id }));
    return new Set((await queryUsers(this.#prisma, deleteUsers(this.#dialect, keys))).map(idOf));
  }

  /** Writes several calls in one statement; a user in several calls belongs to the first. */
  async #insert(calls: readonly Insertion[]): Promise<Insertions[]> {
    const results = calls.map((): Insertions => ({ ids: new Set(), violations: new Map() }));
    const owners = new Map<string, Insertions | undefined>();
    const writes = calls.flatMap((call, index) =>
      toWrites(call).filter((write) => {
        const key = keyOf(write);
        return !owners.has(key) && owners.set(key, results[index]);
      }),
    );
    const { rows, violations } = await insertWithBisect(writes, (some) =>
      writeUsers(this.#prisma, some, insertUsers(this.#dialect, some)),
    );
    for (const row of rows) owners.get(keyOf(row))?.ids.add(row.id);
    for (const [write, violation] of violations) {
      owners.get(keyOf(write))?.violations.set(write.id, violation);
    }
    return results;
  }

  async #insertAll(call: Insertion): Promise<boolean> {
    const writes = toWrites(call);
    try {
      const statement = insertAllUsers(this.#dialect, writes);
      return (await writeUsers(this.#prisma, writes, statement)).length > 0;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      const violation = uniqueViolationOf(error);
      if (!violation) throw error;
      const [first] = await this.findDuplicates(call.appId, call.users, violation);
      throw createUniqueViolationError(first?.id ?? "", violation.path);
    }
  }
}

const idOf = ({ id }: { readonly id: string }) => id;

/** The first user of each id, then the second of each, and so on: the order of insertion. */
export function interleaveById(users: readonly NewUser[]): NewUser[] {
  const turns: NewUser[][] = [];
  const counts = new Map<string, number>();
  for (const user of users) {
    const turn = counts.get(user.id) ?? 0;
    counts.set(user.id, turn + 1);
    (turns[turn] ??= []).push(user);
  }
  return turns.flat();
}

function firstById(users: readonly NewUser[]): ReadonlyMap<string, NewUser> {
  const firsts = new Map<string, NewUser>();
  for (const user of users) if (!firsts.has(user.id)) firsts.set(user.id, user);
  return firsts;
}

function outcomeOf(
  user: NewUser,
  inserted: ReadonlyMap<NewUser, User>,
  found: ReadonlyMap<string, User>,
): InsertOrFindResult | null {
  const own = inserted.get(user);
  if (own) return { user: own, inserted: true };
  const other = user.getOrCreate ? found.get(user.id) : undefined;
  return other ? { user: other, inserted: false } : null;
}

const toWrites = ({ appId, users, now }: Insertion): UserInsert[] =>
  users.map(({ id, dataJson, times }) => ({ appId, id, dataJson, now, times }));

/** The user as inserted by a write at this time. */
export function toNewUser({ id, data, times }: NewUser, time: string): User {
  const createdAt = times ? toTimestamp(times.createdAt) : time;
  const updatedAt = times ? toTimestamp(times.updatedAt) : time;
  return { id, data, version: 1, createdAt, updatedAt };
}

function alwaysChanging(): AppError {
  return new AppError(
    "UNAVAILABLE",
    "These users are constantly being added and removed; try again",
  );
}

function tooMuch(actualBytes: number): AppError {
  return new AppError(
    "TOO_LARGE",
    `These users have more than ${MAX_READ_SIZE} bytes of data; request fewer of them in a call`,
    { details: { limitBytes: MAX_READ_SIZE, actualBytes } },
  );
}
