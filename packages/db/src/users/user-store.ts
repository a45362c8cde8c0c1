import type { ReplayedUser, User } from "@roster/contract";
import type { CallFingerprint } from "../idempotency/idempotency-record.js";
import { ReadQueue } from "../queues/read-queue.js";
import { runUntilDeadline } from "../scans/run-until-deadline.js";
import type { ScanRequest } from "../scans/scan.js";
import type { AddOutcome, NewUser } from "./new-user.js";
import type { BatchOutcome, UserBatch } from "./user-batch.js";
import type { UserCount, UserRange } from "./query/user-query.js";
import { UserLister } from "./query/user-lister.js";
import { UserAdder } from "./user-adder.js";
import { MAX_SHORT_BATCH, UserBatches } from "./user-batches.js";
import { type UserChange, UserChanges } from "./user-changes.js";
import { mayExceed, readUsers } from "./read-users.js";
import { alwaysChanging, MAX_ROUNDS, type UserContext } from "./user-context.js";
import { UserRemover, type UserRemoval } from "./user-remover.js";
import { keyOf, type UserKey } from "./user-keys.js";
import { queryUsers, toUser } from "./user-row.js";
import { deleteUsers, selectUsers, type UserDelete } from "./user-statements.js";

/** The user exists, but in a version other than the expected one. */
export interface VersionMismatch {
  readonly currentVersion: number;
}

/**
 * Users by app and id. Reports facts, such as null for a missing user; procedures decide. A write with an idempotency
 * key is recorded together with its change, and repeating it returns the first result.
 */
export class UserStore {
  readonly #context: UserContext;
  readonly #reads: ReadQueue<UserKey, User | null>;
  readonly #lister: UserLister;
  readonly #adder: UserAdder;
  readonly #batches: UserBatches;
  readonly #changes: UserChanges;
  readonly #remover: UserRemover;

  constructor(context: UserContext) {
    this.#context = context;
    this.#reads = new ReadQueue({
      read: async (keys) => {
        const rows = await queryUsers(context.statements.run, selectUsers(context.dialect, keys));
        const users = new Map(rows.map((row) => [keyOf(row), toUser(row)]));
        return keys.map((key) => users.get(keyOf(key)) ?? null);
      },
      keyOf,
      maxBatchKeys: 1000,
      maxConcurrent: 4,
      maxWaiting: 20_000,
    });
    this.#lister = new UserLister(context);
    this.#adder = new UserAdder(context, this.#reads);
    this.#batches = new UserBatches(context);
    this.#changes = new UserChanges(context);
    this.#remover = new UserRemover(context);
  }

  async get(appId: string, id: string): Promise<User | null> {
    return (await this.#reads.submit({ appId, id })) ?? null;
  }

  /** The users by id. @throws AppError TOO_LARGE for more data than may be held in memory. */
  async getMany(appId: string, ids: readonly string[]): Promise<ReadonlyMap<string, User>> {
    const keys = [...new Set(ids)].map((id) => ({ appId, id }));
    const rows = await readUsers(this.#context, this.#context.statements.run, keys);
    return new Map([...rows].map(([id, row]) => [id, toUser(row)]));
  }

  /**
   * The users of a page, in the query's order even if it extends backward from its start. If `maxBytes` end it early, the
   * next user follows without its data.
   */
  async list(appId: string, range: UserRange, request: ScanRequest): Promise<ReplayedUser[]> {
    const { rows, omitted } = await this.#lister.list(
      runUntilDeadline(this.#context.scan, request),
      appId,
      range,
    );
    const users: ReplayedUser[] = rows.map((row) => toUser(row));
    if (omitted) users.push({ ...toUser({ ...omitted, dataJson: "{}" }), dataOmitted: true });
    return range.from?.direction === "backward" ? users.toReversed() : users;
  }

  /** How many users match. */
  count(appId: string, query: UserCount, request: ScanRequest): Promise<number> {
    return this.#lister.count(runUntilDeadline(this.#context.scan, request), appId, query);
  }

  /**
   * Adds a user if the id is free. Of concurrent calls, exactly one creates the user.
   *
   * @throws AppError CONFLICT, with the path, if a unique index rejects the user.
   */
  add(appId: string, user: NewUser, idempotency?: CallFingerprint): Promise<AddOutcome> {
    return this.#adder.add(appId, user, idempotency);
  }

  /**
   * The outcome for each user, in order; of users with the same id, the first is added. If `atomic` and one outcome is a
   * conflict, nothing was written.
   *
   * @throws AppError CONFLICT, with the path, if a unique index rejects a user of an atomic batch.
   */
  async addMany(batch: Omit<UserBatch, "isImport">): Promise<AddOutcome[]> {
    const { appId, users, atomic, update, idempotency } = batch;
    // Existing users are read after the write, unless they can be too large: then in its transaction.
    const isReadable = !mayExceed(this.#context.readLimits, users.length);
    if (!atomic && !update && !idempotency && users.length <= MAX_SHORT_BATCH && isReadable) {
      return this.#adder.addEach(appId, users);
    }
    const outcomes = await this.#batches.write(batch);
    return outcomes.flatMap((one) => (one.status === "conflict" || one.user ? one : []));
  }

  /** Like {@link addMany}, but does not read existing users. */
  import(batch: Omit<UserBatch, "isImport">): Promise<readonly BatchOutcome[]> {
    return this.#batches.write({ ...batch, isImport: true });
  }

  /**
   * Changes a user's data; `updatedAt` increases even if the clock does not. Data that stays the same changes neither
   * version nor time. Null if the user does not exist.
   *
   * @throws the error that a {@link UserChange.change} throws.
   */
  async update(change: UserChange & { readonly ifVersion?: never }): Promise<ReplayedUser | null>;
  async update(change: UserChange): Promise<ReplayedUser | VersionMismatch | null>;
  async update(change: UserChange): Promise<ReplayedUser | VersionMismatch | null> {
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const result = await this.#changes.change(change);
      if (result && "user" in result) return result.user;
      if (result) return "currentVersion" in result ? result : null;
      // A computed change was overtaken, perhaps by the same call on another server: plan it again.
      if (typeof change.change !== "string") continue;
      const mismatch = await this.#findMismatch(change);
      if (mismatch !== undefined) return mismatch;
    }
    throw alwaysChanging();
  }

  /** Whether this call, or an earlier one with its key, removed the user. */
  async remove(removal: UserRemoval & { readonly ifVersion?: never }): Promise<boolean>;
  async remove(removal: UserRemoval): Promise<boolean | VersionMismatch>;
  async remove(removal: UserRemoval): Promise<boolean | VersionMismatch> {
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      if (await this.#remover.remove(removal)) return true;
      const mismatch = removal.ifVersion === undefined ? null : await this.#findMismatch(removal);
      if (mismatch !== undefined) return mismatch ?? false;
    }
    throw alwaysChanging();
  }

  /** The ids of the users that this call removed. */
  async removeMany(appId: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const keys = ids.map((id) => ({ appId, id }));
    const rows = await this.#context.statements.run(deleteUsers(this.#context.dialect, keys));
    return new Set(rows.map(([, id]) => String(id)));
  }

  /**
   * Why a change did nothing: null if the user does not exist. Undefined if nothing prevents it now: the user had another
   * version, or was missing, when the change was tried.
   */
  async #findMismatch(key: UserDelete): Promise<VersionMismatch | null | undefined> {
    const found = await this.get(key.appId, key.id);
    if (!found) return null;
    if (key.ifVersion === undefined || found.version === key.ifVersion) return undefined;
    return { currentVersion: found.version };
  }
}
