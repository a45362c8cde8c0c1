import type { ChangeType } from "@roster/contract";
import { type JsonObject, stringifyJson } from "@roster/contract/json";
import { invalid } from "./model-outcomes.js";
import {
  A_TIME,
  type Change,
  type ModelChange,
  ModelError,
  type ModelRules,
  type ModelState,
  type ModelUser,
  type Removal,
  type Revert,
} from "./model-types.js";
import { ModelUsers } from "./model-users.js";

export const uniquePath = ["data", "z"];

/** Removing, restoring and reverting users, and changing their states, in plain JavaScript. */
export class StateModel {
  protected readonly rules: ModelRules;
  protected readonly users = new ModelUsers();

  constructor(rules: ModelRules) {
    this.rules = rules;
  }

  remove({ mode = "hard", ...change }: Removal) {
    const { id, ifVersion } = change;
    const deleted = this.users.getDeleted(id);
    if (deleted) assertVersion(deleted, ifVersion);
    const user = deleted ?? this.at(change);
    if (mode === "hard") this.users.remove(id);
    else if (!deleted) this.users.removeSoftly(user);
    return { id };
  }

  removeMany({ ids, mode }: { ids: readonly string[]; mode?: Removal["mode"] }) {
    const known = [...new Set(ids)];
    const removed = known.filter((id) => this.users.get(id) ?? this.users.getDeleted(id));
    for (const id of removed) this.remove({ id, ...(mode && { mode }) });
    return { removed, missing: known.filter((id) => !removed.includes(id)) };
  }

  restore(change: Change) {
    const { id, ifVersion } = change;
    const deleted = this.users.getDeleted(id);
    if (!deleted) return { user: this.at(change), changed: false };
    assertVersion(deleted, ifVersion);
    if (this.isTaken(id, deleted.data)) throw new ModelError("CONFLICT");
    return { user: this.users.restore(deleted), changed: true };
  }

  deactivate(change: Change) {
    return this.#changeState(change, "user.deactivated", (user) =>
      user.status === "deactivated"
        ? user
        : { ...user, status: "deactivated", deactivatedAt: A_TIME },
    );
  }

  reactivate(change: Change) {
    return this.#changeState(change, "user.reactivated", ({ deactivatedAt: _, ...user }) =>
      user.status === "active" ? user : { ...user, status: "active" },
    );
  }

  ban({ reason = null, ...change }: Change & { readonly reason?: string | null }) {
    return this.#changeState(change, "user.banned", (user) =>
      user.ban && user.ban.reason === reason
        ? user
        : { ...user, ban: { until: null, reason, bannedAt: A_TIME } },
    );
  }

  unban(change: Change) {
    return this.#changeState(change, "user.unbanned", (user) =>
      user.ban === null ? user : { ...user, ban: null },
    );
  }

  revokeTokens(change: Change) {
    return this.#changeState(change, "user.tokensRevoked", (user) => ({
      ...user,
      tokensValidAfter: A_TIME,
    }));
  }

  revert({ toVersion, ...change }: Revert) {
    const data = this.#dataOf(change.id, toVersion);
    const user = this.at(change);
    if (this.isTaken(change.id, data)) throw new ModelError("CONFLICT");
    return this.users.replace(user, data, { revertedTo: toVersion });
  }

  revertMany({ users }: { readonly users: readonly Revert[] }) {
    return { results: users.map((revert) => this.#revertOne(revert)) };
  }

  /** The changes of each user, oldest first. */
  get histories(): ReadonlyMap<string, readonly ModelChange[]> {
    return this.users.histories;
  }

  /** All users by id, ascending. */
  all(): ModelUser[] {
    return this.users.all();
  }

  /** Missing values, null, objects and arrays need not be unique. */
  protected isTaken(id: string, { z }: JsonObject): boolean {
    if (!this.rules.isUnique || z === undefined || typeof z === "object") return false;
    return this.users.all().some((other) => other.id !== id && other.data["z"] === z);
  }

  protected at({ id, ifVersion }: Change): ModelUser {
    const user = this.users.get(id);
    if (!user) throw new ModelError("NOT_FOUND");
    assertVersion(user, ifVersion);
    return user;
  }

  #changeState(change: Change, type: ChangeType, next: (state: ModelState) => ModelState) {
    const user = this.at(change);
    const { id: _id, data: _data, version: _version, ...state } = user;
    const changed = next(state);
    const isSame = stringifyJson(changed) === stringifyJson(state) && type !== "user.tokensRevoked";
    if (isSame) return { user, changed: false };
    return { user: this.users.changeState(user, type, changed), changed: true };
  }

  #revertOne(revert: Revert) {
    const { id, ifVersion } = revert;
    const currentVersion = this.users.get(id)?.version;
    if (currentVersion === undefined) return { status: "missing", id };
    try {
      return { status: "reverted", id, version: this.revert(revert).version };
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      if (error.code === "INVALID") return invalid(id);
      if (ifVersion !== undefined && ifVersion !== currentVersion)
        return { status: "outdated", id, currentVersion };
      return { status: "conflict", id, path: uniquePath };
    }
  }

  #dataOf(id: string, version: number): JsonObject {
    if (!this.users.get(id)) throw new ModelError("NOT_FOUND");
    const data = this.users.dataOf(id, version);
    if (!data) throw new ModelError("INVALID");
    return data;
  }
}

function assertVersion(user: ModelUser, ifVersion: number | undefined): void {
  if (ifVersion !== undefined && ifVersion !== user.version)
    throw new ModelError("PRECONDITION_FAILED");
}
