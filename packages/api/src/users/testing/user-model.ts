import { type JsonObject, stringifyJson } from "@roster/contract/json";
import { compareByPath, matchesWhere } from "@roster/db/testing";
import { pickFrom, setIn, unsetIn } from "./json-paths.js";
import { invalid, type Outcome, replayOutcome, toImportResult } from "./model-outcomes.js";
import {
  A_TIME,
  type Change,
  type Keyed,
  type ModelItem,
  type ModelQuery,
  ModelError,
  type ModelUser,
  type NewUsers,
  type PatchPart,
  type ReplayableCall,
} from "./model-types.js";
import { StateModel, uniquePath } from "./state-model.js";

/** The users API in plain JavaScript, written only from its documentation. */
export class UserModel extends StateModel {
  readonly #done = new Map<string, ReplayableCall>();

  add(input: ModelItem & Keyed) {
    const { id, data = {}, getOrCreate = false } = input;
    if (!this.#isValid(data)) throw new ModelError("INVALID");
    return this.#idempotent("add", input, (keep) => {
      const existing = this.users.get(id);
      if (this.users.getDeleted(id)) throw new ModelError("CONFLICT");
      if (existing && !getOrCreate) throw new ModelError("CONFLICT");
      if (existing) return { user: existing, created: false };
      if (this.isTaken(id, data)) throw new ModelError("CONFLICT");
      const added = { user: this.users.add(id, data), created: true };
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
      const results = this.users.atomically(() => {
        const written = this.#putAll(input);
        const isConflict = written.some(({ status }) => status === "conflict");
        if (atomic && isConflict) throw new ModelError("CONFLICT");
        return written;
      });
      if (update) keep(() => ({ results: this.#withDeletion(results) }));
      else if (results.some(({ status }) => status === "created")) {
        const batch = { results, births: this.users.births };
        keep(() => {
          const replayed = results.map((one) => replayOutcome(one, batch, this.users.births));
          return { results: this.#withDeletion(replayed) };
        });
      }
      return { results: this.#withDeletion(results) };
    });
  }

  import(input: NewUsers) {
    const { users, update = false } = input;
    const bad = users.map(({ data = {} }) => !this.#isValid(data));
    if (bad.every(Boolean)) return toImportResult(this.#putAll(input));
    return this.#idempotent("import", { update, ...input, bad }, (keep) => {
      const outcomes = this.#putAll(input);
      const result = () => toImportResult(this.#withDeletion(outcomes));
      keep(result);
      return result();
    });
  }

  get({ id }: { id: string }) {
    return this.at({ id });
  }

  getMany({ ids }: { ids: readonly string[] }) {
    const known = [...new Set(ids)];
    return {
      users: known.flatMap((id) => this.users.get(id) ?? []),
      missing: known.filter((id) => !this.users.get(id)),
    };
  }

  /** The first page, sorted by one key and then by id. */
  list({ where = {}, sort: [by], select, limit = 100, count }: ModelQuery) {
    const direction = by.direction === "desc" ? -1 : 1;
    const found = this.users
      .all()
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
    const user = this.at(change);
    if (this.isTaken(id, data)) throw new ModelError("CONFLICT");
    return this.users.replace(user, data);
  }

  patch(input: Change & PatchPart & Keyed) {
    const { id } = input;
    return this.#idempotent("patch", input, (keep) => {
      const patched = this.#patch(this.at(input), input);
      const birth = this.users.births.get(id);
      keep(() => {
        if (this.users.births.get(id) !== birth) throw new ModelError("NOT_FOUND");
        return patched;
      });
      return patched;
    });
  }

  patchMany({ ids, ...patch }: PatchPart & { ids: readonly string[] }) {
    const results = [...new Set(ids)].map((id) => {
      const user = this.users.get(id);
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

  /** For a valid call. If `run` changes something, it passes `keep` the response for repeated calls. */
  #idempotent<Answer>(
    name: string,
    { idempotencyKey: key, ...input }: Keyed & { readonly bad?: readonly boolean[] },
    run: (keep: (again: () => Answer) => void) => Answer,
  ): unknown {
    if (key === undefined) return run(() => {});
    const call = stringifyJson([name, input]);
    const done = this.#done.get(key);
    if (done && done.call !== call) throw new ModelError("CONFLICT", { isKeyReused: true });
    if (done) return done.replay();
    return run((again) => this.#done.set(key, { call, replay: again }));
  }

  /** Writes the first valid user of each id, then the second ones, and so on. */
  #putAll(input: NewUsers): Outcome[] {
    const rounds = new Map<string, number>();
    const items = input.users.map((item, index) => {
      const round = rounds.get(item.id) ?? 0;
      if (this.#isValid(item.data ?? {})) rounds.set(item.id, round + 1);
      return { item, index, round };
    });
    const outcomes = this.users.asOneChange(
      () =>
        new Map(
          items
            .toSorted((a, b) => a.round - b.round || a.index - b.index)
            .map(({ item, index }) => [index, this.#putOne(item, input)]),
        ),
    );
    return items.flatMap(({ index }) => outcomes.get(index) ?? []);
  }

  #putOne(item: ModelItem, { getOrCreate: byDefault = false, update = false }: NewUsers): Outcome {
    const { id, data = {}, getOrCreate = byDefault } = item;
    if (!this.#isValid(data)) return invalid(id);
    const existing = this.users.get(id);
    if (this.users.getDeleted(id)) return { status: "conflict", id };
    if (existing && getOrCreate) return { status: "existing", user: existing };
    if (existing && !update) return { status: "conflict", id };
    if (this.isTaken(id, data)) return { status: "conflict", id, path: uniquePath };
    if (!existing) return { status: "created", user: this.users.add(id, data) };
    return { status: "updated", user: this.users.replace(existing, data) };
  }

  #patch(user: ModelUser, { set = {}, unset = [] }: PatchPart): ModelUser {
    const { id } = user;
    const changed = structuredClone(user.data);
    for (const path of unset) unsetIn(changed, path.split("."));
    for (const [path, value] of Object.entries(set)) setIn(changed, path.split("."), value);
    if (!this.#isValid(changed)) throw new ModelError("INVALID");
    if (this.isTaken(id, changed)) throw new ModelError("CONFLICT");
    return this.users.replace(user, changed);
  }

  /** Outcomes as they are returned now: a conflict with a deleted user has the time of its deletion. */
  #withDeletion(outcomes: readonly Outcome[]): Outcome[] {
    return outcomes.map((one) =>
      one.status === "conflict" && !one.path && this.users.getDeleted(one.id)
        ? { ...one, deletedAt: A_TIME }
        : one,
    );
  }

  #isValid({ z }: JsonObject): boolean {
    return !this.rules.hasSchema || typeof z !== "string";
  }
}
