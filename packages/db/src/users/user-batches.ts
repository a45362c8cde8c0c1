import { readModes } from "../changes/history-modes.js";
import { findDuplicates } from "../indexes/find-duplicates.js";
import {
  createUniqueViolationError,
  mapUniqueViolation,
  type UniqueViolation,
  uniqueViolationOf,
} from "../indexes/unique-violation.js";
import { isUniqueViolation } from "../prisma/driver-errors.js";
import { WriteQueue } from "../queues/write-queue.js";
import { runUntilDeadline } from "../scans/run-until-deadline.js";
import { groupById, writtenUser } from "./batch-groups.js";
import { readResponse } from "./batch-response.js";
import { AtomicConflict, type BatchWrite, writeBatch } from "./batch-transaction.js";
import { Overtaken } from "./batch-updates.js";
import { interleaveById, type NewUser } from "./new-user.js";
import type { BatchOutcome, UserBatch } from "./user-batch.js";
import { UserLister } from "./query/user-lister.js";
import { readFittingUsers, readUsers } from "./read-users.js";
import { alwaysChanging, MAX_ROUNDS, sharedBounds, type UserContext } from "./user-context.js";

type Write = Omit<BatchWrite, "now" | "modes">;

/** A batch of more users is long: it does not delay short ones. */
export const MAX_SHORT_BATCH = 100;

/** More violations in a row are caused by the data itself, not by a race for an idempotency key. */
const MAX_VIOLATIONS = 3;

/** How long the search for the users of a batch that violate a unique index may take, in milliseconds. */
const SEARCH_DEADLINE = 15_000;

/** Writes the users of a call in a transaction of its own, which also records its response. */
export class UserBatches {
  readonly #context: UserContext;
  readonly #short: WriteQueue<Write, readonly BatchOutcome[] | null>;
  readonly #long: WriteQueue<Write, readonly BatchOutcome[] | null>;
  readonly #lister: UserLister;

  constructor(context: UserContext) {
    this.#context = context;
    const options = {
      write: (writes: readonly Write[]) => Promise.all(writes.map((one) => this.#write(one))),
      sizeOf: ({ batch }: Write) =>
        batch.users.reduce((sum, { dataJson }) => sum + dataJson.length, 0),
      ...sharedBounds,
      maxBatchItems: 1,
    };
    this.#short = new WriteQueue(options);
    this.#long = new WriteQueue(options);
    this.#lister = new UserLister(context);
  }

  /**
   * The outcome for each user, in order; users with the same id are written one after the other. If the batch is atomic
   * and an outcome is a conflict, nothing was written.
   *
   * @throws AppError CONFLICT, with the path, if a unique index rejects a user of an atomic batch.
   */
  async write(batch: UserBatch): Promise<readonly BatchOutcome[]> {
    const { appId, users, idempotency } = batch;
    const { keys } = this.#context;
    const queue = users.length > MAX_SHORT_BATCH ? this.#long : this.#short;
    const rejected = new Map<NewUser, UniqueViolation>();
    let violations = 0;
    for (let round = 0; round < MAX_ROUNDS + users.length; round += 1) {
      const replayed = await this.#replay(batch);
      if (replayed) return replayed;
      if (idempotency) await keys.assertInQuota(appId, idempotency);
      try {
        const outcomes = await queue.submit({ batch, rejected });
        if (outcomes) return outcomes;
      } catch (error) {
        const violation = uniqueViolationOf(error);
        if (violation) await this.#reject(batch, rejected, violation);
        else if (!isUniqueViolation(error) || (violations += 1) === MAX_VIOLATIONS) throw error;
      }
    }
    throw alwaysChanging();
  }

  async #replay({ appId, users, idempotency: call }: UserBatch) {
    const record = call && (await this.#context.keys.find(appId, call));
    if (!record) return undefined;
    return readResponse({ users, call, record }, (ids) =>
      readFittingUsers(this.#context, this.#context.statements.run, toKeys(appId, ids)),
    );
  }

  /** Null to start again. */
  async #write(write: Write): Promise<readonly BatchOutcome[] | null> {
    const { prisma, clock, statements, appSettings } = this.#context;
    const { appId, users } = write.batch;
    const modes = await readModes(appSettings, [appId]);
    const keys = users.map(({ id }) => ({ appId, id }));
    const result = statements.transaction((run) =>
      writeBatch(this.#context, { ...write, now: clock(), modes }, run),
    );
    try {
      return await mapUniqueViolation(prisma, keys, result);
    } catch (error) {
      if (error instanceof AtomicConflict) return error.outcomes;
      if (error instanceof Overtaken) return null;
      throw error;
    }
  }

  /** Finds the users that violate a unique index, so that the next attempt leaves them out. */
  async #reject(
    { appId, users, update = false, atomic }: UserBatch,
    rejected: Map<NewUser, UniqueViolation>,
    violation: UniqueViolation,
  ): Promise<void> {
    const tried = groupById(users, rejected).map((group) => writtenUser(group, update));
    // Without `update`, existing users are not written and so violate nothing.
    const ids = update ? [] : tried.map(({ id }) => id);
    const existing = await readUsers(
      this.#context,
      this.#context.statements.run,
      toKeys(appId, ids),
    );
    const written = new Set(tried.filter(({ id }) => !existing.has(id)));
    const inOrder = interleaveById(users).filter((user) => written.has(user));
    const { path } = violation;
    const run = runUntilDeadline(this.#context.scan, { appId, deadlineMs: SEARCH_DEADLINE });
    const duplicates = await findDuplicates(inOrder, path, async (operands) => {
      const filter = { kind: "in", path, operands } as const;
      const range = { filter, sort: [], limit: operands.length };
      return (await this.#lister.list(run, appId, range)).rows;
    });
    const [first] = duplicates;
    if (atomic && first) throw createUniqueViolationError(first.id, path);
    for (const user of duplicates) rejected.set(user, violation);
  }
}

const toKeys = (appId: string, ids: readonly string[]) =>
  [...new Set(ids)].map((id) => ({ appId, id }));
