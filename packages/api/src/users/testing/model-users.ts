import type { ChangeType } from "@roster/contract";
import { type JsonObject, stringifyJson } from "@roster/contract/json";
import type { ModelChange, ModelState, ModelUser } from "./model-types.js";

interface Stored {
  readonly users: ReadonlyMap<string, ModelUser>;
  readonly deleted: ReadonlyMap<string, ModelUser>;
  /** A serial number per added user: adding an id again creates a different user. */
  readonly births: ReadonlyMap<string, number>;
  readonly histories: ReadonlyMap<string, readonly ModelChange[]>;
}

/** The users of a model, those that are soft-deleted, and what happened to each. */
export class ModelUsers {
  #stored: Stored = {
    users: new Map(),
    deleted: new Map(),
    births: new Map(),
    histories: new Map(),
  };
  #lastBirth = 0;

  get(id: string): ModelUser | undefined {
    return this.#stored.users.get(id);
  }

  getDeleted(id: string): ModelUser | undefined {
    return this.#stored.deleted.get(id);
  }

  /** Of the users that are not deleted. */
  get births(): ReadonlyMap<string, number> {
    const all = [...this.#stored.births];
    return new Map(all.filter(([id]) => this.#stored.users.has(id)));
  }

  /** All users by id, ascending. */
  all(): ModelUser[] {
    return [...this.#stored.users.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** The changes of all users that ever existed, each oldest first. */
  get histories(): ReadonlyMap<string, readonly ModelChange[]> {
    return this.#stored.histories;
  }

  add(id: string, data: JsonObject): ModelUser {
    const births = new Map(this.#stored.births).set(id, (this.#lastBirth += 1));
    this.#stored = { ...this.#stored, births };
    const user = { id, data, version: 1, status: "active", ban: null } as const;
    this.#put(user);
    return this.#log(user, { type: "user.created", changed: null, data });
  }

  /** Only data that changes is a new version. */
  replace(user: ModelUser, data: JsonObject, details?: ModelChange["details"]): ModelUser {
    const changed = changedPaths(user.data, data);
    if (stringifyJson(user.data) === stringifyJson(data)) return user;
    const replaced = { ...user, data, version: user.version + 1 };
    this.#put(replaced);
    return this.#log(replaced, {
      type: "user.updated",
      changed,
      data,
      ...(details && { details }),
    });
  }

  changeState(user: ModelUser, type: ChangeType, state: ModelState): ModelUser {
    const { id, data, version } = user;
    const changed = { id, data, version: version + 1, ...state };
    this.#put(changed);
    return this.#log(changed, { type, changed: [stateFields[type] ?? "status"], data });
  }

  removeSoftly({ id, ...user }: ModelUser): void {
    const removed = { ...user, id, version: user.version + 1 };
    this.#take(id);
    const deleted = new Map(this.#stored.deleted).set(id, removed);
    this.#stored = { ...this.#stored, deleted };
    const details = { mode: "soft" } as const;
    this.#log(removed, { type: "user.deleted", changed: ["status"], details });
  }

  restore(user: ModelUser): ModelUser {
    this.#take(user.id);
    const restored = { ...user, version: user.version + 1 };
    this.#put(restored);
    const { data } = user;
    return this.#log(restored, { type: "user.restored", changed: ["status"], data });
  }

  /** Erases the user: what remains is who changed it and when. */
  remove(id: string): boolean {
    const user = this.get(id) ?? this.getDeleted(id);
    if (!user) return false;
    this.#take(id);
    const births = new Map(this.#stored.births);
    births.delete(id);
    const erased = this.#historyOf(id).map(({ type, version, changed, details }) => ({
      type,
      version,
      changed: type in stateFields ? changed : null,
      ...(type === "user.deleted" && details && { details }),
    }));
    const histories = new Map(this.#stored.histories).set(id, erased);
    this.#stored = { ...this.#stored, births, histories };
    const details = { mode: "hard" } as const;
    this.#log(user, { type: "user.deleted", changed: ["status"], details });
    return true;
  }

  /** The data of a version that the history has. */
  dataOf(id: string, version: number): JsonObject | undefined {
    const change = this.#historyOf(id).findLast((one) => one.version === version && one.data);
    return change?.data;
  }

  /** Undoes what `run` changed if it throws. */
  atomically<Result>(run: () => Result): Result {
    const before = this.#stored;
    try {
      return run();
    } catch (error) {
      this.#stored = before;
      throw error;
    }
  }

  /** Runs a batch: all changes of a user in it are one change. */
  asOneChange<Result>(run: () => Result): Result {
    const before = this.histories;
    const result = run();
    const histories = new Map(this.histories);
    for (const [id, history] of histories) {
      const earlier = before.get(id) ?? [];
      const [first, ...others] = history.slice(earlier.length);
      const last = others.at(-1);
      if (!first || !last) continue;
      const isNew = first.type === "user.created";
      const changed = isNew ? null : changedPaths(earlier.at(-1)?.data ?? {}, last.data ?? {});
      histories.set(id, [...earlier, { ...last, type: first.type, changed }]);
    }
    this.#stored = { ...this.#stored, histories };
    return result;
  }

  #put(user: ModelUser): void {
    this.#stored = { ...this.#stored, users: new Map(this.#stored.users).set(user.id, user) };
  }

  #take(id: string): void {
    const [users, deleted] = [new Map(this.#stored.users), new Map(this.#stored.deleted)];
    users.delete(id);
    deleted.delete(id);
    this.#stored = { ...this.#stored, users, deleted };
  }

  #log(user: ModelUser, change: Omit<ModelChange, "version">): ModelUser {
    const history = [...this.#historyOf(user.id), { ...change, version: user.version }];
    const histories = new Map(this.#stored.histories).set(user.id, history);
    this.#stored = { ...this.#stored, histories };
    return user;
  }

  #historyOf(id: string): readonly ModelChange[] {
    return this.#stored.histories.get(id) ?? [];
  }
}

/** What a change of a user's state changes. */
const stateFields: Readonly<Partial<Record<ChangeType, string>>> = {
  "user.deleted": "status",
  "user.restored": "status",
  "user.deactivated": "status",
  "user.reactivated": "status",
  "user.banned": "ban",
  "user.unbanned": "ban",
  "user.tokensRevoked": "tokensValidAfter",
};

function changedPaths(before: JsonObject, after: JsonObject): string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  const textOf = (object: JsonObject, key: string) =>
    Object.hasOwn(object, key) ? stringifyJson(object[key]) : undefined;
  return [...keys]
    .filter((key) => textOf(before, key) !== textOf(after, key))
    .map((key) => `data.${key}`)
    .toSorted();
}
