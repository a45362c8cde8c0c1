import type { JsonObject } from "@roster/contract/json";
import { compareByPath, matchesWhere } from "@roster/db/testing";
import { pickFrom, setIn, unsetIn } from "./json-paths.js";
import {
  type Change,
  type Keyed,
  type ModelItem,
  type ModelQuery,
  ModelError,
  type ModelRules,
  type ModelUser,
  type NewUsers,
  type PatchPart,
} from "./model-types.js";

/** What a call that is carried out once has come to. */
interface ReplayableCall {
  readonly call: string;
  readonly replay: () => unknown;
}

type Outcome =
  | { readonly status: "created" | "existing" | "updated"; readonly user: ModelUser }
  | { readonly status: "conflict"; readonly id: string; readonly path?: readonly string[] }
  | { readonly status: "invalid"; readonly id: string; readonly issues: "some" };

/** Of a call's answer: what it said, and who was there then. */
interface BatchReplay {
  readonly results: readonly Outcome[];
  readonly births: ReadonlyMap<string, number>;
}

const uniquePath = ["data", "z"];

/** The users API in plain JavaScript, written from its description alone. */
export class UserModel {
  readonly #rules: ModelRules;
  readonly #users = new Map<string, ModelUser>();
  /** When each user was added, counted: who is added again under an id is another. */
  readonly #births = new Map<string, number>();
  readonly #done = new Map<string, ReplayableCall>();
  #lastBirth = 0;

  constructor(rules: ModelRules) {
    this.#rules = rules;
  }

  add(input: ModelItem & Keyed) {
    const { id, data = {}, getOrCreate = false } = input;
    if (!this.#isValid(data)) throw new ModelError("INVALID");
    return this.#idempotent("add", input, (keep) => {
      const there = this.#users.get(id);
      if (there && !getOrCreate) throw new ModelError("CONFLICT");
      if (there) return { user: there, created: false };
      if (this.#isTaken(id, data)) throw new ModelError("CONFLICT");
      const added = { user: this.#add(id, data), created: true };
      keep(() => added);
      return added;
    });
  }

  addMany(input: NewUsers & { readonly atomic?: boolean }) {
    const { users, atomic = false, update = false } = input;
    if (atomic && users.some(({ data = {} }) => !this.#isValid(data)))
      throw new ModelError("INVALID");
    const bad = users.map(({ data = {} }) => !this.#isValid(data));
    if (bad.every(Boolean)) return { results: users.map(({ id }) => invalid(id)) };
    return this.#idempotent("addMany", { ...input, bad }, (keep) => {
      const [usersBefore, birthsBefore] = [new Map(this.#users), new Map(this.#births)];
      const results = this.#putAll(input);
      if (atomic && results.some(({ status }) => status === "conflict")) {
        restore(this.#users, usersBefore);
        restore(this.#births, birthsBefore);
        throw new ModelError("CONFLICT");
      }
      if (update) keep(() => ({ results }));
      else if (results.some(({ status }) => status === "created")) {
        const told = { results, births: new Map(this.#births) };
        keep(() => ({ results: results.map((one) => this.#replayOutcome(one, told)) }));
      }
      return { results };
    });
  }

  import(input: NewUsers) {
    const { users, update = false } = input;
    const bad = users.map(({ data = {} }) => !this.#isValid(data));
    const run = () => toLetters(this.#putAll(input));
    if (bad.every(Boolean)) return run();
    return this.#idempotent("import", { update, ...input, bad }, (keep) => {
      const result = run();
      keep(() => result);
      return result;
    });
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

  /** One page from the beginning, of what is sorted by one key and then by id. */
  list({ where = {}, sort: [by], select, limit = 100, count }: ModelQuery) {
    const direction = by.direction === "desc" ? -1 : 1;
    const found = [...this.#users.values()]
      .map((user) => ({ ...user, createdAt: "", updatedAt: "" }))
      .filter((user) => matchesWhere(user, where))
      .toSorted((a, b) => direction * (compareByPath(by.path)(a, b) || compareByPath("id")(a, b)));
    const page = found.slice(0, limit);
    return {
      users: select ? page.map((user) => ({ ...user, data: pickFrom(user.data, select) })) : page,
      nextCursor: found.length > limit ? "a cursor" : null,
      previousCursor: null,
      ...(count && { total: { value: found.length, isExact: true } }),
    };
  }

  update(change: Change & { data: JsonObject }) {
    const { id, data } = change;
    if (!this.#isValid(data)) throw new ModelError("INVALID");
    const { version } = this.#at(change);
    if (this.#isTaken(id, data)) throw new ModelError("CONFLICT");
    return this.#put({ id, data, version: version + 1 });
  }

  patch(input: Change & PatchPart & Keyed) {
    const { id } = input;
    return this.#idempotent("patch", input, (keep) => {
      const patched = this.#patch(this.#at(input), input);
      const birth = this.#births.get(id);
      keep(() => {
        if (this.#births.get(id) !== birth) throw new ModelError("NOT_FOUND");
        return patched;
      });
      return patched;
    });
  }

  patchMany({ ids, ...patch }: PatchPart & { ids: readonly string[] }) {
    const results = [...new Set(ids)].map((id) => {
      const user = this.#users.get(id);
      if (!user) return { status: "missing", id };
      try {
        return { status: "patched", id, version: this.#patch(user, patch).version };
      } catch (error) {
        if (!(error instanceof ModelError)) throw error;
        return error.code === "CONFLICT"
          ? { status: "conflict", id, path: uniquePath }
          : invalid(id);
      }
    });
    return { results };
  }

  remove(change: Change) {
    this.#at(change);
    this.#remove(change.id);
    return { id: change.id };
  }

  removeMany({ ids }: { ids: readonly string[] }) {
    const known = [...new Set(ids)];
    const removed = known.filter((id) => this.#remove(id));
    return { removed, missing: known.filter((id) => !removed.includes(id)) };
  }

  /** All users by id, ascending. */
  all(): ModelUser[] {
    return [...this.#users.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** Of a call whose rules it keeps; `run` says what it is to be answered again, if it changed something. */
  #idempotent<Answer>(
    name: string,
    { idempotencyKey: key, ...input }: Keyed & { readonly bad?: readonly boolean[] },
    run: (keep: (again: () => Answer) => void) => Answer,
  ): unknown {
    if (key === undefined) return run(() => {});
    const call = JSON.stringify([name, input]);
    const done = this.#done.get(key);
    if (done && done.call !== call) throw new ModelError("CONFLICT", { isKeyReused: true });
    if (done) return done.replay();
    return run((again) => this.#done.set(key, { call, replay: again }));
  }

  /** Of users that can be stored first come the firsts of all ids, then the seconds, and so on. */
  #putAll(input: NewUsers): Outcome[] {
    const places = new Map<string, number>();
    const turns = input.users.map((item, index) => {
      const turn = places.get(item.id) ?? 0;
      if (this.#isValid(item.data ?? {})) places.set(item.id, turn + 1);
      return { item, index, turn };
    });
    const outcomes = new Map(
      turns
        .toSorted((a, b) => a.turn - b.turn || a.index - b.index)
        .map(({ item, index }) => [index, this.#putOne(item, input)]),
    );
    return turns.flatMap(({ index }) => outcomes.get(index) ?? []);
  }

  #putOne(item: ModelItem, { getOrCreate: byDefault = false, update = false }: NewUsers): Outcome {
    const { id, data = {}, getOrCreate = byDefault } = item;
    if (!this.#isValid(data)) return invalid(id);
    const there = this.#users.get(id);
    if (there && getOrCreate) return { status: "existing", user: there };
    if (there && !update) return { status: "conflict", id };
    if (this.#isTaken(id, data)) return { status: "conflict", id, path: uniquePath };
    if (!there) return { status: "created", user: this.#add(id, data) };
    return { status: "updated", user: this.#put({ id, data, version: there.version + 1 }) };
  }

  /** Of who was found then, and is gone since, the data is not told. */
  #replayOutcome(outcome: Outcome, { results, births }: BatchReplay): Outcome {
    if (outcome.status !== "existing") return outcome;
    const { user } = outcome;
    const isThere = this.#births.get(user.id) === births.get(user.id);
    const isOwn = results.some((one) => one.status === "created" && one.user.id === user.id);
    return isThere || isOwn ? outcome : { ...outcome, user: { ...user, data: {} } };
  }

  #patch({ id, data, version }: ModelUser, { set = {}, unset = [] }: PatchPart): ModelUser {
    const changed = structuredClone(data);
    for (const path of unset) unsetIn(changed, path.split("."));
    for (const [path, value] of Object.entries(set)) setIn(changed, path.split("."), value);
    if (!this.#isValid(changed)) throw new ModelError("INVALID");
    if (this.#isTaken(id, changed)) throw new ModelError("CONFLICT");
    return this.#put({ id, data: changed, version: version + 1 });
  }

  #isValid({ z }: JsonObject): boolean {
    return !this.#rules.hasSchema || typeof z !== "string";
  }

  /** Absent, null, objects and arrays are shared by any number. */
  #isTaken(id: string, { z }: JsonObject): boolean {
    if (!this.#rules.isUnique || z === undefined || typeof z === "object") return false;
    return [...this.#users.values()].some((other) => other.id !== id && other.data["z"] === z);
  }

  #at({ id, ifVersion }: Change): ModelUser {
    const user = this.#users.get(id);
    if (!user) throw new ModelError("NOT_FOUND");
    if (ifVersion !== undefined && ifVersion !== user.version)
      throw new ModelError("PRECONDITION_FAILED");
    return user;
  }

  #add(id: string, data: JsonObject): ModelUser {
    this.#births.set(id, (this.#lastBirth += 1));
    return this.#put({ id, data, version: 1 });
  }

  #put(user: ModelUser): ModelUser {
    this.#users.set(user.id, user);
    return user;
  }

  #remove(id: string): boolean {
    this.#births.delete(id);
    return this.#users.delete(id);
  }
}

const invalid = (id: string) => ({ status: "invalid", id, issues: "some" }) as const;

function toLetters(outcomes: readonly Outcome[]) {
  const letters = { created: "c", existing: "e", updated: "u", conflict: "r", invalid: "r" };
  const refused = outcomes.flatMap((outcome, index) => {
    if (outcome.status === "invalid") return { index, status: "invalid", issues: "some" };
    if (outcome.status !== "conflict") return [];
    const { path } = outcome;
    return { index, status: "conflict", issues: [], ...(path && { path }) };
  });
  return { outcomes: outcomes.map(({ status }) => letters[status]).join(""), refused };
}

function restore<Key, Value>(map: Map<Key, Value>, before: ReadonlyMap<Key, Value>): void {
  map.clear();
  for (const [key, value] of before) map.set(key, value);
}
