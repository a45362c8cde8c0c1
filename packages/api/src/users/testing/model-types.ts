import type { ChangeDetails, ChangeType } from "@roster/contract";
import type { Where } from "@roster/contract/filter";
import type { JsonObject } from "@roster/contract/json";

/** A user without its times, which a model cannot predict. */
export interface ModelUser {
  readonly id: string;
  readonly data: JsonObject;
  readonly version: number;
  readonly status: "active" | "deactivated";
  readonly ban: { readonly until: null; readonly reason: string | null; bannedAt: string } | null;
  readonly deactivatedAt?: string;
  readonly tokensValidAfter?: string;
}

export type ModelState = Omit<ModelUser, "id" | "data" | "version">;

/** Stands for a time, which a model cannot predict. */
export const A_TIME = "a time";

export interface ModelItem {
  readonly id: string;
  readonly data?: JsonObject;
  readonly getOrCreate?: boolean;
}

export interface Change {
  readonly id: string;
  readonly ifVersion?: number;
}

export interface Revert extends Change {
  readonly toVersion: number;
}

export interface Removal extends Change {
  readonly mode?: "hard" | "soft";
}

/** An entry of the change log about a user. */
export interface ModelChange {
  readonly type: ChangeType;
  readonly version: number;
  readonly changed: readonly string[] | null;
  /** Absent after a removal. */
  readonly data?: JsonObject;
  readonly details?: ChangeDetails;
}

export interface Keyed {
  readonly idempotencyKey?: string;
}

export interface NewUsers extends Keyed {
  readonly users: readonly ModelItem[];
  readonly getOrCreate?: boolean;
  readonly update?: boolean;
}

/** A call that was carried out with an idempotency key. */
export interface ReplayableCall {
  readonly call: string;
  readonly replay: () => unknown;
}

/** A list query with one sort key, and paths within objects. */
export interface ModelQuery {
  readonly where?: Where;
  readonly sort: readonly [{ readonly path: string; readonly direction?: "asc" | "desc" }];
  readonly select?: readonly string[];
  readonly limit?: number;
  readonly count?: "exact" | "capped";
}

export interface PatchPart {
  readonly set?: JsonObject;
  readonly unset?: readonly string[];
}

/** What an app has declared about its users' data. */
export interface ModelRules {
  /** Data with a string at `z` is invalid. */
  readonly hasSchema: boolean;
  /** No two users share a value at `data.z`. */
  readonly isUnique: boolean;
}

type Code = "CONFLICT" | "INVALID" | "NOT_FOUND" | "PRECONDITION_FAILED";

export class ModelError extends Error {
  readonly code: Code;
  /** Whether another call used the idempotency key. */
  readonly isKeyReused: boolean;

  constructor(code: Code, { isKeyReused = false } = {}) {
    super(code);
    this.code = code;
    this.isKeyReused = isKeyReused;
  }
}
