import { AppError, type User } from "@roster/contract";
import { mapUnavailable } from "../prisma/map-unavailable.js";
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
  /** Whether users that are there get the data. */
  readonly update: boolean;
  /** Whether one that an index keeps out ends it, with nothing written. */
  readonly atomic?: boolean;
  readonly idempotency: CallFingerprint | undefined;
}

/**
 * What came of one user: whether it was inserted, and with `update` what is stored of it beside its data; or
 * what kept it out.
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

/** Racers for a unique value overtake each other; so many times in a row nobody is overtaken. */
const MAX_ROUNDS = 100;

/** Sizes in characters. */
const bounds = {
  maxBatchItems: 1,
  maxBatchSize: 1,
  maxWaitingItems: 10_000,
  maxWaitingSize: 64_000_000,
};

/** Many users of one app in one transaction, whose answer is made in it. States facts. */
export class UserImportStore {
  readonly #place: Dependencies;
  readonly #batches: UserBatchStore;
  readonly #keys: IdempotencyStore;
  readonly #writes: WriteQueue<Write, string>;

  constructor(place: Dependencies, batches: UserBatchStore, keys: IdempotencyStore) {
    this.#place = place;
    this.#batches = batches;
    this.#keys = keys;
    this.#writes = new WriteQueue({
      write: (writes) => Promise.all(writes.map((one) => this.#write(one))),
      sizeOf: ({ users }) => users.reduce((sum, { dataJson }) => sum + dataJson.length, 0),
      ...bounds,
    });
  }

  /** What came of each user, in their order: those of one id one after the other. */
  async import(call: ImportCall): Promise<readonly ImportOutcome[] | IdempotencyConflict> {
    const rejected = new Map<number, UniqueViolation>();
    for (let round = 0; round < MAX_ROUNDS + call.users.length; round += 1) {
      const result = await retryOnUniqueViolation(() => this.#try(call, rejected));
      if (result !== null) return result;
    }
    throw new AppError("UNAVAILABLE", "Users with these values are being changed all the time");
  }

  /** Null where an index has kept users out, who are in `kept` now. */
  async #try(
    call: ImportCall,
    rejected: Map<number, UniqueViolation>,
  ): Promise<readonly ImportOutcome[] | IdempotencyConflict | null> {
    const { appId, idempotency } = call;
    const recorded = idempotency && (await this.#keys.get(appId, idempotency.key));
    if (recorded) {
      return replay(idempotency, recorded, ({ response }) => read(call, response));
    }
    const now = this.#place.clock();
    const places = groups(call, rejected);
    const users = places.map((group) => toImport(call, group, now));
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
      return read(call, await this.#writes.submit(write), places);
    } catch (error) {
      const violation = uniqueViolationOf(error);
      if (!violation) throw error;
      await this.#reject(call, rejected, violation);
      return null;
    }
  }

  async #write({ statements, ...write }: Write): Promise<string> {
    const { prisma, dialect, runRaw: run } = this.#place;
    const keys = write.users.map(({ id }) => ({ appId: write.appId, id }));
    const results = await mapUniqueViolation(
      prisma,
      keys,
      mapUnavailable(run(statements(dialect, write))),
    );
    // Beside the answer no statement returns anything.
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
    for (const group of groups(call, rejected)) {
      const index = group.at(update ? -1 : 0) ?? 0;
      const user = users[index];
      if (user) tried.set(user, index);
    }
    // Who is there stays as it is, where nothing is updated.
    const ids = [...tried.keys()].map(({ id }) => id);
    const there = update ? new Map<string, User>() : await this.#batches.get(appId, ids);
    const absent = interleaveById(users).filter((user) => tried.has(user) && !there.has(user.id));
    const duplicates = await this.#batches.findDuplicates(appId, absent, violation);
    const [first] = duplicates;
    if (atomic && first) throw createUniqueViolationError(first.id, violation.path);
    for (const user of duplicates) rejected.set(tried.get(user) ?? 0, violation);
  }
}

/** The places in the call of the users of each id, by id: processes lock rows in one order. */
function groups({ users }: ImportCall, rejected: ReadonlyMap<number, unknown>): number[][] {
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

/** As a file that was exported by id: each id once. */
const isInOrder = (users: readonly NewUser[]) =>
  users.every(({ id }, index) => index === 0 || (users[index - 1]?.id ?? "") < id);

/** All changes of one id as one; without `update` the first alone. */
function toImport({ users, update }: ImportCall, group: number[], now: bigint): UserImport {
  const first = users[group[0] ?? 0];
  const last = users[(update ? group.at(-1) : group[0]) ?? 0];
  const changes = update ? group.length : 1;
  const { createdAt = now, updatedAt = now } = first?.times ?? {};
  if (changes === 1) {
    return { id: first?.id ?? "", dataJson: last?.dataJson ?? "", createdAt, updatedAt, changes };
  }
  const later = BigInt(changes - 1);
  // The first is added with its times, and each of the others is a change of now.
  const changedAt = (updatedAt < now ? now - 1n : updatedAt) + later;
  return {
    id: first?.id ?? "",
    dataJson: last?.dataJson ?? "",
    createdAt,
    updatedAt: changedAt,
    changes,
  };
}

/** As the statements write it: `rows` are places among the groups, or tuples of place, version and times. */
interface StoredResponse {
  /** Rejected users by index; the stored name is older. */
  readonly kept: readonly (readonly [number, UniqueViolation])[];
  readonly rows: readonly (number | readonly [number, number, number, number])[];
}

const INSERTED: ImportOutcome = { inserted: true };
const FOUND: ImportOutcome = { inserted: false };

/** `places` are the groups of the users that were not kept out, where they are known. */
function read(call: ImportCall, response: string, places?: readonly number[][]): ImportOutcome[] {
  const { kept: rejected, rows } = JSON.parse(response) as StoredResponse; // oxlint-disable-line typescript/consistent-type-assertions -- the statements wrote it
  const all = call.users.map(() => FOUND);
  for (const [index, violation] of rejected) all[index] = violation;
  const byPlace = new Map(rows.map((row) => [typeof row === "number" ? row : row[0], row]));
  for (const [at, group] of (places ?? groups(call, new Map(rejected))).entries()) {
    const row = byPlace.get(at);
    for (const [place, index] of group.entries()) {
      if (typeof row === "object") {
        const updatedAt = call.users[group[0] ?? 0]?.times?.updatedAt;
        all[index] = toChanged(row, { place, changes: group.length, updatedAt });
      } else {
        all[index] = row === undefined && place === 0 ? INSERTED : FOUND;
      }
    }
  }
  return all;
}

/** One of the changes that were made as one: what is stored is that of the last. */
function toChanged(
  [, version, createdAt, updatedAt]: readonly [number, number, number, number],
  {
    place,
    changes,
    updatedAt: own,
  }: { place: number; changes: number; updatedAt?: bigint | undefined },
): ImportOutcome {
  const before = changes - 1 - place;
  const inserted = version === changes && place === 0;
  const time = inserted && before > 0 ? (own ?? BigInt(createdAt)) : BigInt(updatedAt - before);
  return {
    inserted,
    stored: {
      version: version - before,
      createdAt: toTimestamp(BigInt(createdAt)),
      updatedAt: toTimestamp(time),
    },
  };
}
