import { AppError, type User } from "@roster/contract";
import { mapUnavailable } from "../prisma/driver-errors.js";
import type { Clock } from "../clock.js";
import {
  type UniqueViolation,
  createUniqueViolationError,
  uniqueViolationOf,
  mapUniqueViolation,
} from "../indexes/unique-violation.js";
import type { Dialect, DialectSql } from "../dialects/dialect.js";
import { type IdempotencyConflict, replay } from "../idempotency/idempotency-record.js";
import type { IdempotencyStore } from "../idempotency/idempotency-store.js";
import type { PrismaClientLike } from "../prisma/prisma-client-like.js";
import { interleaveById, type NewUser, type UserBatchStore } from "./user-batch-store.js";
import {
  groupById,
  type ImportCall,
  type ImportOutcome,
  readImportResponse,
} from "./user-import-response.js";
import {
  type ImportWrite,
  insertImport,
  type UserImport,
  upsertImport,
} from "./user-import-statements.js";
import { retryOnUniqueViolation } from "../idempotency/write-idempotent.js";
import { WriteQueue } from "../queues/write-queue.js";

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
      return replay(idempotency, record, ({ response }) => readImportResponse(call, response));
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
      return readImportResponse(call, await this.#writes.submit(write), groups);
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
  // The first one is added with its own times; each of the others is a change at `now`.
  const changedAt = (updatedAt < now ? now - 1n : updatedAt) + later;
  return {
    id: first?.id ?? "",
    dataJson: last?.dataJson ?? "",
    createdAt,
    updatedAt: changedAt,
    changes,
  };
}
