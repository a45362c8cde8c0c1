import type { DataPath, ReplayedUser } from "@roster/contract";
import { toUser } from "./user-row.js";
import { activeState, type UserState } from "./user-state.js";
import type { UserInsert, UserTimes } from "./user-statements.js";

/** A user to add. */
export interface NewUser {
  readonly id: string;
  /** The data as JSON. */
  readonly dataJson: string;
  /** Whether to return the existing user if the id is taken. Default: false. */
  readonly getOrCreate?: boolean | undefined;
  /** Default: the time of the write. */
  readonly times?: UserTimes | undefined;
  /**
   * The state that the user brings, from that of the existing user, or of an active one; the same object leaves it as it
   * is. Doing it twice at one time is the same as once. Default: none.
   */
  readonly changeState?: ((state: UserState, now: bigint) => UserState) | undefined;
}

/** The user is stored; `existing` and unchanged, with `getOrCreate`. */
export interface StoredOutcome {
  readonly status: "created" | "existing" | "updated";
  readonly user: ReplayedUser;
}

/** Not stored: the id exists, or another user has the value at `path`, which has a unique index. */
export interface ConflictOutcome {
  readonly status: "conflict";
  readonly path?: DataPath;
}

export type AddOutcome = StoredOutcome | ConflictOutcome;

export const isConflict = (outcome: { readonly status: string }): outcome is ConflictOutcome =>
  outcome.status === "conflict";

/** The row of a user that is inserted at this time. */
export function toInsert(appId: string, { id, dataJson, times }: NewUser, now: bigint): UserInsert {
  const { createdAt, updatedAt } = times ?? { createdAt: now, updatedAt: now };
  return { appId, id, dataJson, createdAt, updatedAt };
}

export const hasState = ({ changeState }: NewUser): boolean => changeState !== undefined;

/** The state of a user that is inserted at this time. */
export const newStateOf = ({ changeState }: NewUser, now: bigint): UserState =>
  changeState?.(activeState, now) ?? activeState;

/** The outcome for a user that was inserted at this time. */
export function created(user: NewUser, now: bigint): StoredOutcome {
  const { id, dataJson, times } = user;
  const { createdAt, updatedAt } = times ?? { createdAt: now, updatedAt: now };
  const state = newStateOf(user, now);
  return {
    status: "created",
    user: toUser({ id, dataJson, version: 1, createdAt, updatedAt, state }),
  };
}

/** The first user with each id. */
export function firstById(users: readonly NewUser[]): NewUser[] {
  const firsts = new Map<string, NewUser>();
  for (const user of users) if (!firsts.has(user.id)) firsts.set(user.id, user);
  return [...firsts.values()];
}

/** The first user of each id, then the second of each, and so on: the order of insertion. */
export function interleaveById(users: readonly NewUser[]): NewUser[] {
  const turns: NewUser[][] = [];
  const counts = new Map<string, number>();
  for (const user of users) {
    const turn = counts.get(user.id) ?? 0;
    counts.set(user.id, turn + 1);
    (turns[turn] ??= []).push(user);
  }
  return turns.flat();
}
