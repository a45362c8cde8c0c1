import type { ReplayedUser, User } from "@roster/contract";
import type { ChangeSource } from "../changes/change-source.js";
import type { CallFingerprint } from "../idempotency/idempotency-record.js";
import { type AddOutcome, hasState, type NewUser } from "./new-user.js";
import { mayExceed } from "./read-users.js";
import type { UserAdder } from "./user-adder.js";
import type { BatchOutcome, UserBatch } from "./user-batch.js";
import { MAX_SHORT_BATCH, type UserBatches } from "./user-batches.js";
import type { UserChange, UserChanges } from "./user-changes.js";
import { alwaysChanging, MAX_ROUNDS, type UserContext } from "./user-context.js";
import type { UserRemoval, UserRemover } from "./user-remover.js";
import type { StateChange, StateResult, UserStates } from "./user-states.js";
import type { UserDelete } from "./user-statements.js";

/** The user exists, but in a version other than the expected one. */
export interface VersionMismatch {
  readonly currentVersion: number;
}

/** What writers share: their calls wait in common queues. */
export interface WriterParts {
  readonly context: UserContext;
  readonly adder: UserAdder;
  readonly batches: UserBatches;
  readonly changes: UserChanges;
  readonly remover: UserRemover;
  readonly states: UserStates;
  readonly get: (appId: string, id: string) => Promise<User | null>;
}

/** What a caller gives for a batch; the rest follows from the writer and the method. */
type Batch = Omit<UserBatch, "isImport" | "source">;

type Change = Omit<UserChange, "source">;

type StateTransition = Omit<StateChange, "source">;

type Removal = Omit<UserRemoval, "source">;

/** Writes users on behalf of one source. A write with an idempotency key is recorded together with its change. */
export class UserWriter {
  readonly #parts: WriterParts;
  readonly #source: ChangeSource;

  constructor(parts: WriterParts, source: ChangeSource) {
    this.#parts = parts;
    this.#source = source;
  }

  /**
   * Adds a user if the id is free. Of concurrent calls, exactly one creates the user.
   *
   * @throws AppError CONFLICT, with the path, if a unique index rejects the user.
   */
  add(appId: string, user: NewUser, idempotency?: CallFingerprint): Promise<AddOutcome> {
    return this.#parts.adder.add(appId, user, { source: this.#source, idempotency });
  }

  /**
   * The outcome for each user, in order; of users with the same id, the first is added. If `atomic` and one outcome is a
   * conflict, nothing was written.
   *
   * @throws AppError CONFLICT, with the path, if a unique index rejects a user of an atomic batch.
   */
  async addMany(batch: Batch): Promise<AddOutcome[]> {
    const { appId, users, atomic, update, idempotency } = batch;
    const { adder, batches, context } = this.#parts;
    // Existing users are read after the write, unless they can be too large: then in its transaction.
    const isReadable = !mayExceed(context.readLimits, users.length);
    const isPlain = !atomic && !update && !idempotency && !users.some(hasState);
    if (isPlain && users.length <= MAX_SHORT_BATCH && isReadable) {
      return adder.addEach(appId, users, { source: this.#source });
    }
    const outcomes = await batches.write({ ...batch, source: this.#source });
    return outcomes.flatMap((one) => (one.status === "conflict" || one.user ? one : []));
  }

  /** Like {@link addMany}, but does not read existing users. */
  import(batch: Batch): Promise<readonly BatchOutcome[]> {
    return this.#parts.batches.write({ ...batch, isImport: true, source: this.#source });
  }

  /**
   * Changes a user's data; `updatedAt` increases even if the clock does not. Data that stays the same changes neither
   * version nor time. Null if the user does not exist.
   *
   * @throws the error that a {@link UserChange.change} throws.
   */
  async update(change: Change & { readonly ifVersion?: never }): Promise<ReplayedUser | null>;
  async update(change: Change): Promise<ReplayedUser | VersionMismatch | null>;
  async update(change: Change): Promise<ReplayedUser | VersionMismatch | null> {
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const result = await this.#parts.changes.change({ ...change, source: this.#source });
      if (result && "user" in result) return result.user;
      if (result) return "currentVersion" in result ? result : null;
      // Overtaken by another writer, perhaps by the same call on another server: plan it again.
    }
    throw alwaysChanging();
  }

  /**
   * Changes a user's state, which includes soft deletion.
   *
   * @throws AppError CONFLICT, with the path, if a unique index rejects a restored user.
   */
  async changeState(transition: StateTransition): Promise<StateResult> {
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const result = await this.#parts.states.change({ ...transition, source: this.#source });
      if (result !== "overtaken") return result;
    }
    throw alwaysChanging();
  }

  /** Whether this call, or an earlier one with its key, removed the user. */
  async remove(removal: Removal & { readonly ifVersion?: never }): Promise<boolean>;
  async remove(removal: Removal): Promise<boolean | VersionMismatch>;
  async remove(removal: Removal): Promise<boolean | VersionMismatch> {
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      if (await this.#parts.remover.remove({ ...removal, source: this.#source })) return true;
      const mismatch = removal.ifVersion === undefined ? null : await this.#findMismatch(removal);
      if (mismatch !== undefined) return mismatch ?? false;
    }
    throw alwaysChanging();
  }

  /** The ids of the users that this call removed. */
  removeMany(
    appId: string,
    removals: readonly Omit<Removal, "appId">[],
  ): Promise<ReadonlySet<string>> {
    const source = this.#source;
    return this.#parts.remover.removeMany(removals.map((one) => ({ ...one, appId, source })));
  }

  /**
   * Why a removal did nothing: null if the user does not exist. Undefined if nothing prevents it now: the user had another
   * version, or was missing, when the removal was tried.
   */
  async #findMismatch(key: UserDelete): Promise<VersionMismatch | null | undefined> {
    const found = await this.#parts.get(key.appId, key.id);
    if (!found) return null;
    if (key.ifVersion === undefined || found.version === key.ifVersion) return undefined;
    return { currentVersion: found.version };
  }
}
