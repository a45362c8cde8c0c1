import type { ReplayedUser, User } from "@roster/contract";
import type { ChangeSource } from "../changes/change-source.js";
import { selectRemovals } from "../changes/select-removals.js";
import { toTimestamp } from "../clock.js";
import { ReadQueue } from "../queues/read-queue.js";
import { runUntilDeadline } from "../scans/run-until-deadline.js";
import type { ScanRequest } from "../scans/scan.js";
import type { UserCount, UserRange } from "./query/user-query.js";
import { UserLister } from "./query/user-lister.js";
import { readUsers } from "./read-users.js";
import { UserAdder } from "./user-adder.js";
import { UserBatches } from "./user-batches.js";
import { UserChanges } from "./user-changes.js";
import type { UserContext } from "./user-context.js";
import { keyOf, type UserKey } from "./user-keys.js";
import { UserRemover } from "./user-remover.js";
import { queryUsers, toBigInt, toKey, toUser } from "./user-row.js";
import { parseState, type UserState } from "./user-state.js";
import { UserStates } from "./user-states.js";
import { selectStates, selectUsers } from "./user-statements.js";
import { UserWriter, type WriterParts } from "./user-writer.js";

/** The bounds of a read queue whose keys are users. */
const readBounds = { keyOf, maxBatchKeys: 1000, maxConcurrent: 4, maxWaiting: 20_000 };

/** Each app of a batch has a SELECT of its own, and SQLite allows 500. */
const MAX_REMOVALS = 100;

/** Users by app and id. Reports facts, such as null for a missing user; procedures decide. */
export class UserStore {
  readonly #context: UserContext;
  readonly #reads: ReadQueue<UserKey, User | null>;
  readonly #states: ReadQueue<UserKey, UserState | null>;
  readonly #removals: ReadQueue<UserKey, bigint | null>;
  readonly #lister: UserLister;
  readonly #parts: WriterParts;

  constructor(context: UserContext) {
    this.#context = context;
    this.#reads = new ReadQueue({
      read: async (keys) => {
        const rows = await queryUsers(context.statements.run, selectUsers(context.dialect, keys));
        const users = new Map(rows.map((row) => [keyOf(row), toUser(row)]));
        return keys.map((key) => users.get(keyOf(key)) ?? null);
      },
      ...readBounds,
    });
    this.#states = new ReadQueue({
      read: async (keys) => {
        const found = [...(await this.#readStates(keys))];
        const states = new Map(found.map(([key, state]) => [keyOf(key), state]));
        return keys.map((key) => states.get(keyOf(key)) ?? null);
      },
      ...readBounds,
    });
    this.#removals = new ReadQueue({
      read: async (keys) => {
        const rows = await context.statements.run(selectRemovals(context.dialect, keys));
        const removed = rows.filter(([, , at]) => at !== null);
        const times = new Map(removed.map((row) => [keyOf(toKey(row)), toBigInt(row[2])]));
        return keys.map((key) => times.get(keyOf(key)) ?? null);
      },
      ...readBounds,
      maxBatchKeys: MAX_REMOVALS,
    });
    this.#lister = new UserLister(context);
    this.#parts = {
      context,
      adder: new UserAdder(context, this.#reads),
      batches: new UserBatches(context),
      changes: new UserChanges(context),
      remover: new UserRemover(context),
      states: new UserStates(context),
      get: (appId, id) => this.get(appId, id),
    };
  }

  /** Soft-deleted users as well: see the status. */
  async get(appId: string, id: string): Promise<User | null> {
    return (await this.#reads.submit({ appId, id })) ?? null;
  }

  /**
   * The users by id, soft-deleted ones as well. `maxBytes` of data have room now, which may be less than a call may read.
   *
   * @throws AppError TOO_LARGE for more data than a call may read; UNAVAILABLE for more than has room.
   */
  async getMany(
    appId: string,
    ids: readonly string[],
    maxBytes?: number,
  ): Promise<ReadonlyMap<string, User>> {
    const keys = [...new Set(ids)].map((id) => ({ appId, id }));
    const rows = await readUsers(
      { ...this.#context, maxBytes },
      this.#context.statements.run,
      keys,
    );
    return new Map([...rows].map(([id, row]) => [id, toUser(row)]));
  }

  /** The state of a user; null if there is none. */
  async getState(appId: string, id: string): Promise<UserState | null> {
    return (await this.#states.submit({ appId, id })) ?? null;
  }

  /** When a user was removed, if that is the newest change that the log has of it; otherwise null. */
  async getRemovedAt(appId: string, id: string): Promise<bigint | null> {
    return (await this.#removals.submit({ appId, id })) ?? null;
  }

  /** The times at which those of the users that are soft-deleted were. */
  async findDeleted(appId: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const states = await this.#readStates([...new Set(ids)].map((id) => ({ appId, id })));
    return new Map(
      [...states].flatMap(([{ id }, { deletedAt }]) =>
        deletedAt === null ? [] : [[id, toTimestamp(deletedAt)] as const],
      ),
    );
  }

  async #readStates(keys: readonly UserKey[]): Promise<ReadonlyMap<UserKey, UserState>> {
    const { statements, dialect } = this.#context;
    const rows = await statements.run(selectStates(dialect, keys));
    return new Map(rows.map((row) => [toKey(row), parseState(row[2])]));
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

  /** Writes users; all its changes have this source. */
  by(source: ChangeSource): UserWriter {
    return new UserWriter(this.#parts, source);
  }
}
