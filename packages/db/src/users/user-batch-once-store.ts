import { AppError, type User } from "@roster/contract";
import { type Clock, toTimestamp } from "../clock.js";
import { type Breach, breachBy, breachIn, orBreach } from "../indexes/breach.js";
import type { DialectSql } from "../dialects/dialect.js";
import { type Once, type OtherCall, repeat } from "../idempotency/once.js";
import { openAnswer, sealAnswer } from "../idempotency/once-answer.js";
import type { OnceKeys } from "../idempotency/once-keys.js";
import { keyOfAll } from "../idempotency/once-statements.js";
import type { PrismaPort } from "../prisma/port.js";
import { byTurns, type NewUser, toNewUser, type UserBatchStore } from "./user-batch-store.js";
import { insertAllUsers } from "./user-statements.js";
import type { InsertOrFound } from "./user-store.js";
import { whileOvertaken, writeOnce } from "../idempotency/write-once.js";
import { WriteQueue } from "../queues/write-queue.js";

export interface BatchToAdd {
  readonly appId: string;
  readonly users: readonly NewUser[];
}

/**
 * Per user: inserted, found where `getOrCreate` asks for it, kept out by a unique index on data, or null: it
 * exists, and stays as it is.
 */
type Outcome = InsertOrFound | Breach | null;
type Outcomes = readonly Outcome[];

/** What is answered instead of writing, where these would be the outcomes; or nothing. */
type Refuse<Refusal> = (outcomes: Outcomes) => Refusal | undefined;

interface Write {
  readonly appId: string;
  readonly users: readonly NewUser[];
  readonly now: bigint;
  readonly once: Once;
  readonly answer: string;
}

/** Racers for the same users overtake each other; so many times in a row nobody is overtaken. */
const MAX_ROUNDS = 100;

/** Sizes in characters. */
const bounds = {
  maxBatchItems: 1,
  maxBatchSize: 1,
  maxWaitingItems: 10_000,
  maxWaitingSize: 64_000_000,
};

/** Adds many users, once for a key. The answer is made first; the write does what it says, or nothing. */
export class UserBatchOnceStore {
  readonly #clock: Clock;
  readonly #batches: UserBatchStore;
  readonly #keys: OnceKeys;
  readonly #writes: WriteQueue<Write, boolean>;

  constructor(
    { port, dialect, clock }: { port: PrismaPort; dialect: DialectSql; clock: Clock },
    batches: UserBatchStore,
    keys: OnceKeys,
  ) {
    this.#clock = clock;
    this.#batches = batches;
    this.#keys = keys;
    this.#writes = new WriteQueue({
      write: (writes) => Promise.all(writes.map((one) => write(port, dialect, one))),
      sizeOf: ({ users }) => users.reduce((sum, { text }) => sum + text.length, 0),
      ...bounds,
    });
  }

  /** Adds each user whose id is free; of those with the same id, the first. */
  addEach(batch: BatchToAdd, once: Once): Promise<Outcomes | OtherCall> {
    return this.#add<never>(batch, once, () => undefined);
  }

  /** Adds all users, or none where one exists already that is not to be found: then the ids of such. */
  async addAll(
    batch: BatchToAdd,
    once: Once,
  ): Promise<readonly InsertOrFound[] | { readonly conflicts: readonly string[] } | OtherCall> {
    const result = await this.#add(batch, once, (outcomes) => {
      for (const [index, outcome] of outcomes.entries()) {
        if (outcome && "path" in outcome) {
          throw breachBy(batch.users[index]?.id ?? "", outcome.path);
        }
      }
      const taken = batch.users.filter((_, index) => outcomes[index] === null);
      return taken.length > 0 ? { conflicts: [...new Set(taken.map(({ id }) => id))] } : undefined;
    });
    if ("conflicts" in result || "isOtherCall" in result) return result;
    return result.flatMap((outcome) => (outcome && "user" in outcome ? outcome : []));
  }

  async #add<Refusal>(batch: BatchToAdd, once: Once, refuse: Refuse<Refusal>) {
    const kept = new Map<NewUser, Breach>();
    for (let round = 0; round < MAX_ROUNDS + batch.users.length; round += 1) {
      const result = await whileOvertaken(() => this.#try({ ...batch, kept }, once, refuse));
      if (result !== null) return result;
    }
    throw new AppError("UNAVAILABLE", "These users are being added and removed all the time");
  }

  /** Null where users were added between the look and the write, or are kept out by an index: see `kept`. */
  async #try<Refusal>(
    { appId, users, kept }: BatchToAdd & { readonly kept: Map<NewUser, Breach> },
    once: Once,
    refuse: Refuse<Refusal>,
  ): Promise<Outcomes | OtherCall | Refusal | null> {
    const ids = users.map(({ id }) => id);
    const found = await this.#batches.find(appId, ids);
    // After the users: whoever is found has been committed together with its key.
    const recorded = await this.#keys.find(appId, once.key);
    if (recorded) {
      return repeat(once, recorded, ({ answer, createdAt }) =>
        read({ users, found }, openAnswer(once, answer), createdAt),
      );
    }
    const now = this.#clock();
    const { absent, outcomes } = plan(users, { found, kept }, now);
    const refusal = refuse(outcomes);
    if (refusal !== undefined) return refusal;
    if (absent.length === 0) return outcomes;
    const answer = sealAnswer(once, JSON.stringify(outcomes.map(toAnswer)));
    try {
      const isDone = await this.#writes.submit({ appId, users: absent, now, once, answer });
      return isDone ? outcomes : null;
    } catch (error) {
      const breach = breachIn(error);
      if (!breach) throw error;
      const tried = new Set(absent);
      const inOrder = byTurns(users).filter((user) => tried.has(user));
      const breakers = await this.#batches.findBreakers(appId, inOrder, breach);
      for (const user of breakers) kept.set(user, breach);
      return null;
    }
  }
}

async function write(port: PrismaPort, dialect: DialectSql, batch: Write): Promise<boolean> {
  const { appId, users, now, once, answer } = batch;
  const { key: name, bodyHash } = once;
  const writes = users.map(({ id, text, times }) => ({ appId, id, data: text, now, times }));
  const userId = users[0]?.id ?? "";
  const key = { key: name, bodyHash, appId, userId, answer, createdAt: now };
  const written = writeOnce(port, dialect, {
    change: insertAllUsers(dialect, writes),
    keys: keyOfAll(dialect, key, writes),
  });
  const rows = await orBreach(port, writes, written);
  return rows.length > 0;
}

/** What becomes of each user where `found` are those that exist; of those with one id, the first is added. */
function plan(
  users: readonly NewUser[],
  { found, kept }: { found: ReadonlyMap<string, User>; kept: ReadonlyMap<NewUser, Breach> },
  now: bigint,
) {
  const all = new Map(found);
  const time = toTimestamp(now);
  const absent: NewUser[] = [];
  const outcomes = users.map((user): Outcome => {
    const existing = all.get(user.id);
    if (existing) return user.getOrCreate ? { user: existing, inserted: false } : null;
    const breach = kept.get(user);
    if (breach) return breach;
    const added = toNewUser(user, time);
    all.set(user.id, added);
    absent.push(user);
    return { user: added, inserted: true };
  });
  return { absent, outcomes };
}

/** 1 where the body and the time say it all; the user that was found; the breach; null for a conflict. */
type Answer = 1 | User | Breach | null;

function toAnswer(outcome: Outcome): Answer {
  if (!outcome || "path" in outcome) return outcome;
  return outcome.inserted ? 1 : outcome.user;
}

/** As the first time; of a user that was found, and is gone since, the data is not told. */
function read(
  { users, found }: { users: readonly NewUser[]; found: ReadonlyMap<string, User> },
  answer: string,
  createdAt: bigint,
): Outcomes {
  const time = toTimestamp(createdAt);
  const parts = JSON.parse(answer) as Answer[]; // oxlint-disable-line typescript/consistent-type-assertions -- toAnswer wrote it
  const added = new Set(users.filter((_, index) => parts[index] === 1).map(({ id }) => id));
  return users.map((user, index) => {
    const part = parts[index] ?? null;
    if (part === 1) return { user: toNewUser(user, time), inserted: true };
    if (!part || "path" in part) return part;
    const isThere = found.get(user.id)?.createdAt === part.createdAt || added.has(user.id);
    return { user: isThere ? part : { ...part, data: {} }, inserted: false };
  });
}
