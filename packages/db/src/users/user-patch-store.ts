import { AppError, type User } from "@roster/contract";
import type { JsonObject } from "@roster/contract/json";
import { orBreach, writeUsers } from "../indexes/breach.js";
import type { Clock } from "../clock.js";
import type { DialectSql } from "../dialects/dialect.js";
import { type Once, type OtherCall, type Recorded, repeat } from "../idempotency/once.js";
import { openAnswer, sealAnswer } from "../idempotency/once-answer.js";
import type { OnceKeys } from "../idempotency/once-keys.js";
import { keysOfChanges, onceKeyOf, type OnceWrite } from "../idempotency/once-statements.js";
import type { PrismaPort } from "../prisma/port.js";
import { keyOf, queryUsers, toUser, type UserKey, type UserRow, usersByKey } from "./user-row.js";
import { selectUsers, updateUsers, type UserChange } from "./user-statements.js";
import type { OtherVersion } from "./user-store.js";
import { whileOvertaken, writeOnce } from "../idempotency/write-once.js";
import { WriteQueue } from "../queues/write-queue.js";

/** The JSON text of what is to become of a user's data. May be called again, with newer data. */
export type ChangeData = (data: JsonObject) => string;

interface Patch extends UserKey {
  /** The only version that is to be changed; absent for any. */
  readonly ifVersion?: number | undefined;
  readonly change: ChangeData;
  /** Where it is to be carried out once for a key. */
  readonly once?: Once | undefined;
}

type Result = User | OtherVersion | OtherCall | null;

type VersionChange = UserChange & { readonly once?: OnceWrite | undefined };

type Outcome =
  | { readonly kind: "done"; readonly result: Result }
  | { readonly kind: "refused"; readonly error: unknown }
  /** Another process has changed the user since it was read. */
  | { readonly kind: "overtaken" };

/** In each round of some that overtake each other one gets through; so many rounds in a row nobody loses. */
const MAX_ROUNDS = 100;

/** Every user of a batch is held in memory. Sizes in characters. */
const bounds = {
  maxBatchItems: 100,
  maxBatchSize: 100,
  maxWaitingItems: 20_000,
  maxWaitingSize: 20_000,
};

/** Changes of a part of a user's data, each made of the very data that it replaces. */
export class UserPatchStore {
  readonly #port: PrismaPort;
  readonly #dialect: DialectSql;
  readonly #clock: Clock;
  readonly #keys: OnceKeys;
  readonly #patches: WriteQueue<Patch, Outcome>;

  constructor(
    { port, dialect, clock }: { port: PrismaPort; dialect: DialectSql; clock: Clock },
    keys: OnceKeys,
  ) {
    this.#keys = keys;
    this.#port = port;
    this.#dialect = dialect;
    this.#clock = clock;
    this.#patches = new WriteQueue<Patch, Outcome>({
      write: (patches) => this.#write(patches),
      keyOf,
      sizeOf: () => 1,
      ...bounds,
    });
  }

  /** The changed user; null where there is none. @throws whatever `change` throws. */
  async patch(
    key: Omit<Patch, "change" | "once">,
    change: ChangeData,
  ): Promise<User | OtherVersion | null>;
  async patch(key: Omit<Patch, "change">, change: ChangeData): Promise<Result>;
  async patch(key: Omit<Patch, "change">, change: ChangeData): Promise<Result> {
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const outcome = await whileOvertaken(() => this.#patches.submit({ ...key, change }));
      if (outcome.kind === "done") return outcome.result;
      if (outcome.kind === "refused") throw outcome.error;
    }
    throw new AppError("UNAVAILABLE", "This user is being changed all the time");
  }

  /** Atomic by the UPDATE, which changes a row only in the version that the change was made of. */
  async #write(patches: readonly Patch[]): Promise<Outcome[]> {
    const rows = await queryUsers(this.#port, selectUsers(this.#dialect, patches));
    const read = new Map(rows.map((row) => [keyOf(row), row]));
    const known = await this.#findKeys(patches);
    const tried = patches.map(
      (patch) =>
        repetitionOf(patch, read.get(keyOf(patch)), known) ??
        tryChange(patch, read.get(keyOf(patch)), this.#clock()),
    );
    const changes = tried.filter((one): one is VersionChange => !("kind" in one));
    const users = usersByKey(changes.length === 0 ? [] : await this.#change(changes));
    return tried.map((one) => {
      if ("kind" in one) return one;
      const user = users.get(keyOf(one));
      return user ? { kind: "done", result: user } : { kind: "overtaken" };
    });
  }

  /** After the users were read: what a key's patch has made of them was committed together with the key. */
  #findKeys(patches: readonly Patch[]): Promise<ReadonlyMap<string, Recorded>> {
    const keys = patches.flatMap(({ appId, once }) => (once ? [{ appId, key: once.key }] : []));
    return this.#keys.findAll(keys);
  }

  #change(changes: readonly VersionChange[]): Promise<UserRow[]> {
    const change = updateUsers(this.#dialect, changes);
    const keyed = changes.flatMap(({ once, ...one }) => (once ? [{ ...one, once }] : []));
    if (keyed.length === 0) return writeUsers(this.#port, changes, change);
    const keys = keysOfChanges(this.#dialect, keyed);
    return orBreach(this.#port, changes, writeOnce(this.#port, this.#dialect, { change, keys }));
  }
}

/** The first answer, where the patch has been carried out before; of a user that is gone nothing is told. */
function repetitionOf(
  { appId, id, once }: Patch,
  row: UserRow | undefined,
  known: ReadonlyMap<string, Recorded>,
): Outcome | undefined {
  const recorded = once && known.get(onceKeyOf({ appId, key: once.key }));
  if (!recorded) return undefined;
  const result = repeat(once, recorded, ({ answer }) => {
    const patched = readAnswer(openAnswer(once, answer));
    return patched.createdAt === row?.createdAt ? toUser({ id, ...patched }) : null;
  });
  return { kind: "done", result };
}

/** What is to be written, or why nothing is. */
function tryChange(patch: Patch, row: UserRow | undefined, now: bigint): VersionChange | Outcome {
  if (!row) return { kind: "done", result: null };
  const { appId, id, version } = row;
  if (patch.ifVersion !== undefined && patch.ifVersion !== version) {
    return { kind: "done", result: { currentVersion: version } };
  }
  try {
    const data = patch.change(toUser(row).data);
    const once = patch.once && toOnceWrite(patch.once, { row, data, now });
    return { appId, id, data, now, ifVersion: version, ifCreatedAt: row.createdAt, once };
  } catch (error) {
    return { kind: "refused", error };
  }
}

/** The patched user, but for its id, as the answer that its key is kept with. */
interface PatchAnswer {
  readonly data: string;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** What updateUsers makes of the row, whose version it compares, is known beforehand. */
function toOnceWrite(
  once: Once,
  { row, data, now }: { row: UserRow; data: string; now: bigint },
): OnceWrite {
  const { appId, id, version, createdAt, updatedAt } = row;
  const answer: PatchAnswer = {
    data,
    version: version + 1,
    createdAt: String(createdAt),
    updatedAt: String(updatedAt < now ? now : updatedAt + 1n),
  };
  const { key, bodyHash } = once;
  const sealed = sealAnswer(once, JSON.stringify(answer));
  return { key, bodyHash, appId, userId: id, answer: sealed, createdAt: now };
}

function readAnswer(answer: string) {
  const { data, version, createdAt, updatedAt } = JSON.parse(answer) as PatchAnswer; // oxlint-disable-line typescript/consistent-type-assertions -- toOnceWrite wrote it
  return { data, version, createdAt: BigInt(createdAt), updatedAt: BigInt(updatedAt) };
}
