import { AppError, type JsonObject, type User } from "@roster/contract";
import type { Clock } from "./clock.js";
import type { DialectSql } from "./dialect.js";
import type { PrismaPort } from "./port.js";
import { keyOf, queryUsers, toUser, type UserKey, type UserRow, usersByKey } from "./user-row.js";
import { selectUsers, updateUsers, type UserChange } from "./user-statements.js";
import type { OtherVersion } from "./user-store.js";
import { WriteQueue } from "./write-queue.js";

/** The JSON text of what is to become of a user's data. May be called again, with newer data. */
export type ChangeData = (data: JsonObject) => string;

interface Patch extends UserKey {
  /** The only version that is to be changed; absent for any. */
  readonly ifVersion?: number | undefined;
  readonly change: ChangeData;
}

type Outcome =
  | { readonly kind: "done"; readonly result: User | OtherVersion | null }
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
  readonly #patches: WriteQueue<Patch, Outcome>;

  constructor(port: PrismaPort, dialect: DialectSql, clock: Clock) {
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
  async patch(key: Omit<Patch, "change">, change: ChangeData): Promise<User | OtherVersion | null> {
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const outcome = await this.#patches.submit({ ...key, change });
      if (outcome.kind === "done") return outcome.result;
      if (outcome.kind === "refused") throw outcome.error;
    }
    throw new AppError("UNAVAILABLE", `User ${key.id} is being changed all the time`);
  }

  /** Atomic by the UPDATE, which changes a row only in the version that the change was made of. */
  async #write(patches: readonly Patch[]): Promise<Outcome[]> {
    const rows = await queryUsers(this.#port, selectUsers(this.#dialect, patches));
    const read = new Map(rows.map((row) => [keyOf(row), row]));
    const tried = patches.map((patch) => tryChange(patch, read.get(keyOf(patch)), this.#clock()));
    const changes = tried.filter((one): one is UserChange => !("kind" in one));
    const changed =
      changes.length === 0 ? [] : await queryUsers(this.#port, updateUsers(this.#dialect, changes));
    const users = usersByKey(changed);
    return tried.map((one) => {
      if ("kind" in one) return one;
      const user = users.get(keyOf(one));
      return user ? { kind: "done", result: user } : { kind: "overtaken" };
    });
  }
}

/** What is to be written, or why nothing is. */
function tryChange(patch: Patch, row: UserRow | undefined, now: bigint): UserChange | Outcome {
  if (!row) return { kind: "done", result: null };
  const { appId, id, version } = row;
  if (patch.ifVersion !== undefined && patch.ifVersion !== version) {
    return { kind: "done", result: { currentVersion: version } };
  }
  try {
    const data = patch.change(toUser(row).data);
    return { appId, id, data, now, ifVersion: version, ifCreatedAt: row.createdAt };
  } catch (error) {
    return { kind: "refused", error };
  }
}
