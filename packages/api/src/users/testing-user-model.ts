import { AppError, type JsonObject, type JsonValue } from "@roster/contract";

/** A user without its times, which no model foresees. */
export interface ModelUser {
  readonly id: string;
  readonly data: JsonObject;
  readonly version: number;
}

export interface ModelItem {
  readonly id: string;
  readonly data?: JsonObject;
  readonly getOrCreate?: boolean;
}

interface Change {
  readonly id: string;
  readonly ifVersion?: number;
}

/** The users API in plain JavaScript, written from its description alone. */
export class UserModel {
  readonly #users = new Map<string, ModelUser>();

  add({ id, data = {}, getOrCreate = false }: ModelItem) {
    const there = this.#users.get(id);
    if (there && !getOrCreate) throw refusal("CONFLICT");
    return { user: there ?? this.#put({ id, data, version: 1 }), created: !there };
  }

  addMany(input: { users: readonly ModelItem[]; getOrCreate?: boolean; atomic?: boolean }) {
    const before = new Map(this.#users);
    const results = input.users.map((item) => {
      const { getOrCreate = input.getOrCreate ?? false } = item;
      if (this.#users.has(item.id) && !getOrCreate) return { status: "conflict", id: item.id };
      const { user, created } = this.add({ ...item, getOrCreate });
      return { status: created ? "created" : "existing", user };
    });
    if (!input.atomic || results.every(({ status }) => status !== "conflict")) return { results };
    this.#users.clear();
    for (const [id, user] of before) this.#users.set(id, user);
    throw refusal("CONFLICT");
  }

  get({ id }: { id: string }) {
    return this.#at({ id });
  }

  getMany({ ids }: { ids: readonly string[] }) {
    const known = [...new Set(ids)];
    return {
      users: known.flatMap((id) => this.#users.get(id) ?? []),
      missing: known.filter((id) => !this.#users.has(id)),
    };
  }

  update(change: Change & { data: JsonObject }) {
    const { version } = this.#at(change);
    return this.#put({ id: change.id, data: change.data, version: version + 1 });
  }

  /** Of paths without dots inside keys. */
  patch(change: Change & { set?: JsonObject; unset?: readonly string[] }) {
    const { data, version } = this.#at(change);
    const changed = structuredClone(data);
    for (const path of change.unset ?? []) unsetIn(changed, path.split("."));
    for (const [path, value] of Object.entries(change.set ?? {})) {
      setIn(changed, path.split("."), value);
    }
    return this.#put({ id: change.id, data: changed, version: version + 1 });
  }

  remove(change: Change) {
    this.#at(change);
    this.#users.delete(change.id);
    return { id: change.id };
  }

  removeMany({ ids }: { ids: readonly string[] }) {
    const known = [...new Set(ids)];
    const removed = known.filter((id) => this.#users.delete(id));
    return { removed, missing: known.filter((id) => !removed.includes(id)) };
  }

  /** All users by id, ascending. */
  all(): ModelUser[] {
    return [...this.#users.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }

  #at({ id, ifVersion }: Change): ModelUser {
    const user = this.#users.get(id);
    if (!user) throw refusal("NOT_FOUND");
    if (ifVersion !== undefined && ifVersion !== user.version) throw refusal("PRECONDITION_FAILED");
    return user;
  }

  #put(user: ModelUser): ModelUser {
    this.#users.set(user.id, user);
    return user;
  }
}

type Code = "CONFLICT" | "INVALID" | "NOT_FOUND" | "PRECONDITION_FAILED";
const refusal = (code: Code) => new AppError(code, "as the model has it");

function unsetIn(object: JsonObject, [key = "", ...others]: readonly string[]): void {
  if (others.length === 0) Reflect.deleteProperty(object, key);
  else if (isObject(object[key])) unsetIn(object[key], others);
}

function setIn(object: JsonObject, keys: readonly string[], value: JsonValue): void {
  const [key = "", ...others] = keys;
  if (others.length === 0 && !isObject(value)) {
    object[key] = value;
    return;
  }
  const inner = (object[key] ??= Object.hasOwn(object, key) ? null : {});
  if (!isObject(inner)) throw refusal("INVALID");
  if (others.length > 0) setIn(inner, others, value);
  else if (isObject(value)) {
    for (const [next, part] of Object.entries(value)) setIn(inner, [next], part);
  }
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
