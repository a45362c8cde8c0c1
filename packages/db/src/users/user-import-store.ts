import { AppError, type User } from "@roster/contract";
import { mapUnavailable } from "../prisma/driver-errors.js";
import { type Clock, toTimestamp } from "../clock.js";
import {
  type UniqueViolation,
  createUniqueViolationError,
  uniqueViolationOf,
  mapUniqueViolation,
} from "../indexes/unique-violation.js";
import type { Dialect, DialectSql } from "../dialects/dialect.js";
import {
  type CallFingerprint,
  type IdempotencyConflict,
  replay,
} from "../idempotency/idempotency-record.js";
import type { IdempotencyStore } from "../idempotency/idempotency-store.js";
import type { PrismaClientLike } from "../prisma/prisma-client-like.js";
import { interleaveById, type NewUser, type UserBatchStore } from "./user-batch-store.js";
import {
  type ImportWrite,
  insertImport,
  type UserImport,
  upsertImport,
} from "./user-import-statements.js";
import { retryOnUniqueViolation } from "../idempotency/write-idempotent.js";
import { WriteQueue } from "../queues/write-queue.js";

export interface ImportCall {
  readonly appId: string;
  readonly users: readonly NewUser[];
  /** Whether existing users are updated. */
  readonly update: boolean;
  /** Whether a violation of a unique index rejects the whole call. */
  readonly atomic?: boolean;
  readonly idempotency: CallFingerprint | undefined;
}

/**
 * The outcome for one user: whether it was inserted, with `update` also its stored metadata; or the violation that
 * rejected it.
 */
export type ImportOutcome =
  { readonly inserted: boolean; readonly stored?: Omit<User, "id" | "data"> } | UniqueViolation;

type Statements = (dialect: DialectSql, write: ImportWrite) => ReturnType<typeof insertImport>;

interface Dependencies {
  readonly prisma: PrismaClientLike;
  readonly dialect: DialectSql;
  readonly clock: Clock;
  readonly runRaw: Dialect["runRaw"];
}

interface Write extends ImportWrite {
  readonly statements: Statements;
}

/** Concurrent writers of a unique value can force a retry, but not this many times in a row. */
const MAX_ROUNDS = 100;

/** Sizes are in characters. */
const limits = {
  maxBatchItems: 1,
  maxBatchSize: 1,
  maxWaitingItems: 10_000,
  maxWaitingSize: 64_000_000,
};

/** Imports many users of one app in one transaction, which also computes the response. */
export class UserImportStore {
  readonly #dependencies: Dependencies;
  readonly #batches: UserBatchStore;
  readonly #keys: IdempotencyStore;
  readonly #writes: WriteQueue<Write, string>;

  constructor(dependencies: Dependencies, batches: UserBatchStore, keys: IdempotencyStore) {
    this.#dependencies = dependencies;
    this.#batches = batches;
    this.#keys = keys;
    this.#writes = new WriteQueue({
      write: (writes) => Promise.all(writes.map((one) => this.#write(one))),
      sizeOf: ({ users }) => users.reduce((sum, { dataJson }) => sum + dataJson.length, 0),
      ...limits,
    });
  }

  /** The outcome for each user, in order; users with the same id are applied one after the other. */
  async import(call: ImportCall): Promise<readonly ImportOutcome[] | IdempotencyConflict> {
    const rejected = new Map<number, UniqueViolation>();
    for (let round = 0; round < MAX_ROUNDS + call.users.length; round += 1) {
      const result = await retryOnUniqueViolation(() => this.#try(call, rejected));
      if (result !== null) return result;
    }
    throw new AppError(
      "UNAVAILABLE",
      "Users with these values are constantly being changed; try again",
    );
  }

  /** Null if a unique index rejected users, which are then in `rejected`. */
  async #try(
    call: ImportCall,
    rejected: Map<number, UniqueViolation>,
  ): Promise<readonly ImportOutcome[] | IdempotencyConflict | null> {
    const { appId, idempotency } = call;
    const record = idempotency && (await this.#keys.get(appId, idempotency.key));
    if (record) {
      return replay(idempotency, record, ({ response }) => read(call, response));
    }
    const now = this.#dependencies.clock();
    const groups = groupById(call, rejected);
    const users = groups.map((group) => toImport(call, group, now));
    const statements = call.update ? upsertImport : insertImport;
    const write = {
      appId,
      users,
      now,
      idempotency,
      rejectedJson: JSON.stringify([...rejected]),
      statements,
    };
    try {
      return read(call, await this.#writes.submit(write), groups);
    } catch (error) {
      const violation = uniqueViolationOf(error);
      if (!violation) throw error;
      await this.#reject(call, rejected, violation);
      return null;
    }
  }

  async #write({ statements, ...write }: Write): Promise<string> {
    const { prisma, dialect, runRaw } = this.#dependencies;
    const keys = write.users.map(({ id }) => ({ appId: write.appId, id }));
    const results = await mapUniqueViolation(
      prisma,
      keys,
      mapUnavailable(runRaw(statements(dialect, write))),
    );
    // Only the response is returned.
    const [[response] = []] = results.flat();
    return typeof response === "string" ? response : "";
  }

  async #reject(
    call: ImportCall,
    rejected: Map<number, UniqueViolation>,
    violation: UniqueViolation,
  ): Promise<void> {
    const { appId, users, update, atomic } = call;
    const tried = new Map<NewUser, number>();
    for (const group of groupById(call, rejected)) {
      const index = group.at(update ? -1 : 0) ?? 0;
      const user = users[index];
      if (user) tried.set(user, index);
    }
    // Without `update`, existing users are not written and so violate nothing.
    const ids = [...tried.keys()].map(({ id }) => id);
    const existing = update ? new Map<string, User>() : await this.#batches.get(appId, ids);
    const absent = interleaveById(users).filter(
      (user) => tried.has(user) && !existing.has(user.id),
    );
    const duplicates = await this.#batches.findDuplicates(appId, absent, violation);
    const [first] = duplicates;
    if (atomic && first) throw createUniqueViolationError(first.id, violation.path);
    for (const user of duplicates) rejected.set(tried.get(user) ?? 0, violation);
  }
}

/** The indexes of the users with each id, sorted by id: all processes lock rows in the same order. */
function groupById({ users }: ImportCall, rejected: ReadonlyMap<number, unknown>): number[][] {
  if (rejected.size === 0 && isInOrder(users)) return users.map((_, index) => [index]);
  const byId = new Map<string, number[]>();
  for (const [index, { id }] of users.entries()) {
    if (rejected.has(index)) continue;
    const group = byId.get(id);
    if (group) group.push(index);
    else byId.set(id, [index]);
  }
  return [...byId].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

/** Each id once and in order, as in a file exported by id. */
const isInOrder = (users: readonly NewUser[]) =>
  users.every(({ id }, index) => index === 0 || (users[index - 1]?.id ?? "") < id);

/** Combines all changes of one id; without `update`, only the first counts. */
function toImport({ users, update }: ImportCall, group: number[], now: bigint): UserImport {
  const first = users[group[0] ?? 0];
  const last = users[(update ? group.at(-1) : group[0]) ?? 0];
  const changes = update ? group.length : 1;
  const { createdAt = now, updatedAt = now } = first?.times ?? {};
  if (changes === 1) {
    return { id: first?.id ?? "", dataJson: last?.dataJson ?? "", createdAt, updatedAt, changes };
  }
  const later = BigInt(changes - 1);
  // The first is added with its own times; each of the others is a change at `now`.
  const changedAt = (updatedAt < now ? now - 1n : updatedAt) + later;
  return {
    id: first?.id ?? "",
    dataJson: last?.dataJson ?? "",
    createdAt,
    updatedAt: changedAt,
    changes,
  };
}

/** As the statements write it: `rows` contains group indexes, or tuples of group index, version and times. */
interface StoredResponse {
  /** The rejected users by index. */
  readonly kept: readonly (readonly [number, UniqueViolation])[];
  readonly rows: readonly (number | readonly [number, number, number, number])[];
}

const INSERTED: ImportOutcome = { inserted: true };
const FOUND: ImportOutcome = { inserted: false };

/** `groups` are the users that were not rejected, if already known. */
function read(call: ImportCall, response: string, groups?: readonly number[][]): ImportOutcome[] {
  const { kept: rejected, rows } = JSON.parse(response) as StoredResponse; // oxlint-disable-line typescript/consistent-type-assertions -- the statements wrote it
  const all = call.users.map(() => FOUND);
  for (const [index, violation] of rejected) all[index] = violation;
  const rowsByGroup = new Map(rows.map((row) => [typeof row === "number" ? row : row[0], row]));
  for (const [groupIndex, group] of (groups ?? groupById(call, new Map(rejected))).entries()) {
    const row = rowsByGroup.get(groupIndex);
    for (const [position, index] of group.entries()) {
      if (typeof row === "object") {
        const updatedAt = call.users[group[0] ?? 0]?.times?.updatedAt;
        all[index] = toChanged(row, { position, changes: group.length, updatedAt });
      } else {
        all[index] = row === undefined && position === 0 ? INSERTED : FOUND;
      }
    }
  }
  return all;
}

/** The outcome of one of the combined changes; the row shows the result of the last. */
function toChanged(
  [, version, createdAt, updatedAt]: readonly [number, number, number, number],
  {
    position,
    changes,
    updatedAt: givenUpdatedAt,
  }: { position: number; changes: number; updatedAt?: bigint | undefined },
): ImportOutcome {
  const later = changes - 1 - position;
  const inserted = version === changes && position === 0;
  const time =
    inserted && later > 0 ? (givenUpdatedAt ?? BigInt(createdAt)) : BigInt(updatedAt - later);
  return {
    inserted,
    stored: {
      version: version - later,
      createdAt: toTimestamp(BigInt(createdAt)),
      updatedAt: toTimestamp(time),
    },
  };
}
