import type { ChangeSource } from "../changes/change-source.js";
import { toLoggedChanges } from "../changes/history-modes.js";
import {
  assertSameCall,
  type CallFingerprint,
  type IdempotencyRecord,
} from "../idempotency/idempotency-record.js";
import { retryConflicts } from "../dialects/statement-runner.js";
import { recordKeyOf } from "../idempotency/idempotency-statements.js";
import { insertWithBisect } from "../indexes/insert-with-bisect.js";
import {
  createUniqueViolationError,
  mapUniqueViolation,
  type UniqueViolation,
} from "../indexes/unique-violation.js";
import type { ReadQueue } from "../queues/read-queue.js";
import { WriteQueue } from "../queues/write-queue.js";
import { type AddOutcome, created, firstById, type NewUser, toInsert } from "./new-user.js";
import { readUsers } from "./read-users.js";
import {
  alwaysChanging,
  MAX_ROUNDS,
  retryOnUniqueViolation,
  sharedBounds,
  toRecord,
  toStatement,
  type UserContext,
} from "./user-context.js";
import { keyOf, type UserKey } from "./user-keys.js";
import { toUser } from "./user-row.js";
import { insertUsers, type UserInsert } from "./user-statements.js";
import type { User } from "@roster/contract";

/** The users of one call, each with a different id; only a single user can have an idempotency key. */
interface Addition {
  readonly appId: string;
  readonly users: readonly NewUser[];
  readonly source: ChangeSource;
  readonly idempotency?: CallFingerprint | undefined;
}

/** Who adds users, and how. */
type AddCall = Pick<Addition, "source" | "idempotency">;

/** What became of the additions of one batch. */
interface Batch {
  readonly now: bigint;
  /** By `keyOf`. */
  readonly created: ReadonlyMap<string, NewUser>;
  /** The keys of users that exist after the batch; others are to be added again. */
  readonly taken: ReadonlySet<string>;
  readonly rejected: ReadonlyMap<NewUser, UniqueViolation>;
  /** The records of calls that were made before, by `recordKeyOf`. */
  readonly records: ReadonlyMap<string, IdempotencyRecord>;
}

interface Write extends UserInsert {
  readonly user: NewUser;
  readonly source: ChangeSource;
  readonly idempotency: CallFingerprint | undefined;
}

/** A user's metadata, in characters: it counts for the size of a batch. */
const METADATA_SIZE = 100;

/** Adds users. All calls that wait share one statement and one commit. */
export class UserAdder {
  readonly #context: UserContext;
  readonly #reads: ReadQueue<UserKey, User | null>;
  readonly #additions: WriteQueue<Addition, Batch>;

  constructor(context: UserContext, reads: ReadQueue<UserKey, User | null>) {
    this.#context = context;
    this.#reads = reads;
    this.#additions = new WriteQueue({
      write: async (additions) => {
        const batch = await retryOnUniqueViolation(() => this.#write(additions));
        return additions.map(() => batch);
      },
      sizeOf: ({ users }) =>
        users.reduce((sum, { dataJson }) => sum + dataJson.length + METADATA_SIZE, 0),
      ...sharedBounds,
    });
  }

  /**
   * Adds a user if the id is free. With `getOrCreate`, it probably exists: a read comes first, which takes no lock.
   *
   * @throws AppError CONFLICT, with the path, if a unique index rejects the user.
   */
  async add(appId: string, user: NewUser, call: AddCall): Promise<AddOutcome> {
    const { keys } = this.#context;
    const { idempotency } = call;
    const found = user.getOrCreate && (await this.#find(appId, user, idempotency));
    if (found) return found;
    if (idempotency?.owner !== undefined) await keys.assertInQuota(appId, idempotency);
    const key = keyOf({ appId, id: user.id });
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const batch = await this.#additions.submit({ appId, users: [user], ...call });
      if (batch.created.get(key) === user) return created(user, batch.now);
      const violation = batch.rejected.get(user);
      if (violation) throw createUniqueViolationError(user.id, violation.path);
      const record = idempotency && batch.records.get(recordKeyOf({ appId, key: idempotency.key }));
      if (record) {
        assertSameCall(idempotency, record);
        return created(user, record.createdAt);
      }
      if (!batch.taken.has(key)) continue;
      const existing = await this.#find(appId, user, idempotency);
      if (existing) return existing;
    }
    throw alwaysChanging();
  }

  /** Adds each user whose id is free; of users with the same id, the first that no index rejects. */
  async addEach(appId: string, users: readonly NewUser[], call: AddCall): Promise<AddOutcome[]> {
    const keyIn = ({ id }: NewUser) => keyOf({ appId, id });
    const outcomes = new Map<NewUser, AddOutcome>();
    let open = users;
    for (let round = 0; round < MAX_ROUNDS + users.length; round += 1) {
      const firsts = firstById(open);
      const batch = await this.#additions.submit({ appId, users: firsts, ...call });
      for (const user of firsts) {
        const violation = batch.rejected.get(user);
        if (violation) outcomes.set(user, { status: "conflict", ...violation });
        if (batch.created.get(keyIn(user)) === user) outcomes.set(user, created(user, batch.now));
      }
      const others = open.filter((user) => !outcomes.has(user));
      const taken = others.filter((user) => batch.taken.has(keyIn(user)));
      const existing = await this.#readExisting(appId, taken);
      for (const user of taken) {
        const found = existing.get(user.id);
        if (!user.getOrCreate || found?.status === "deleted")
          outcomes.set(user, { status: "conflict" });
        else if (found) outcomes.set(user, { status: "existing", user: found });
      }
      open = others.filter((user) => !outcomes.has(user));
      if (open.length === 0) return users.flatMap((user) => outcomes.get(user) ?? []);
    }
    throw alwaysChanging();
  }

  /** The users with `getOrCreate` by id. */
  async #readExisting(appId: string, users: readonly NewUser[]): Promise<Map<string, User>> {
    const asked = new Set(users.flatMap(({ id, getOrCreate }) => (getOrCreate ? id : [])));
    const keys = [...asked].map((id) => ({ appId, id }));
    const rows = await readUsers(this.#context, this.#context.statements.run, keys);
    return new Map([...rows].map(([id, row]) => [id, toUser(row)]));
  }

  /** The outcome if the user exists, or if the call was made before. */
  async #find(
    appId: string,
    user: NewUser,
    idempotency: CallFingerprint | undefined,
  ): Promise<AddOutcome | undefined> {
    const found = user.getOrCreate ? await this.#reads.submit({ appId, id: user.id }) : null;
    if (user.getOrCreate && !found) return undefined;
    // Read after the user, which was committed together with its key.
    const record = idempotency && (await this.#context.keys.find(appId, idempotency));
    if (record) return created(user, record.createdAt);
    if (!found || found.status === "deleted") return { status: "conflict" };
    return { status: "existing", user: found };
  }

  async #write(additions: readonly Addition[]): Promise<Batch> {
    const { clock, keys } = this.#context;
    const now = clock();
    const keyed = additions.flatMap(({ appId, idempotency }) =>
      idempotency ? [{ appId, key: idempotency.key }] : [],
    );
    const records = keyed.length === 0 ? new Map() : await keys.getMany(keyed);
    const writes = toWrites(additions, records, now);
    const { rows, violations } = await insertWithBisect([...writes.values()], (some) =>
      this.#insert(some, now),
    );
    const newUsers = rows.flatMap((row) => {
      const key = keyOf(row);
      const write = writes.get(key);
      return write ? [[key, write.user] as const] : [];
    });
    const taken = new Set(writes.keys());
    for (const write of violations.keys()) taken.delete(keyOf(write));
    const rejected = new Map([...violations].map(([{ user }, violation]) => [user, violation]));
    return { now, created: new Map(newUsers), taken, rejected, records };
  }

  async #insert(writes: readonly Write[], now: bigint): Promise<UserKey[]> {
    const records = writes.flatMap((write) =>
      write.idempotency ? toRecord(write.idempotency, write, { response: "", now }) : [],
    );
    const changes = await toLoggedChanges(this.#context.appSettings, writes, "user.created");
    const { prisma, dialect } = this.#context;
    const statement = insertUsers(dialect, writes);
    const write = { statement, users: writes, records, changes, now };
    const insert = () => prisma.$queryRaw<UserKey[]>(toStatement(this.#context, write));
    return mapUniqueViolation(prisma, writes, retryConflicts(insert));
  }
}

/** The users to insert, by `keyOf`: for each id, and for each idempotency key, that of the first call. */
function toWrites(
  additions: readonly Addition[],
  records: ReadonlyMap<string, IdempotencyRecord>,
  now: bigint,
): ReadonlyMap<string, Write> {
  const writes = new Map<string, Write>();
  const recordKeys = new Set<string>();
  for (const { appId, users, source, idempotency } of additions) {
    if (idempotency) {
      const recordKey = recordKeyOf({ appId, key: idempotency.key });
      if (records.has(recordKey) || recordKeys.has(recordKey)) continue;
      recordKeys.add(recordKey);
    }
    for (const user of users) {
      const write = { ...toInsert(appId, user, now), user, source, idempotency };
      const key = keyOf(write);
      if (!writes.has(key)) writes.set(key, write);
    }
  }
  return writes;
}
