import {
  type AddOutcome,
  created,
  type NewUser,
  newStateOf,
  type StoredOutcome,
  toInsert,
} from "./new-user.js";
import { toUser, type UserRow } from "./user-row.js";
import type { UserState } from "./user-state.js";
import type { UserInsert } from "./user-statements.js";

/** The users of a batch with one id, in order: one row of a statement. */
export interface Group {
  readonly id: string;
  readonly users: readonly [NewUser, ...NewUser[]];
}

/** The groups of the users that were not rejected. */
export function groupById(
  users: readonly NewUser[],
  rejected: ReadonlyMap<NewUser, unknown>,
): Group[] {
  const groups = new Map<string, [NewUser, ...NewUser[]]>();
  for (const user of users) {
    if (rejected.has(user)) continue;
    const group = groups.get(user.id);
    if (group) group.push(user);
    else groups.set(user.id, [user]);
  }
  return [...groups].map(([id, list]) => ({ id, users: list }));
}

/** The user whose data is written: with `update` the last, otherwise the first. */
export const writtenUser = ({ users }: Group, update: boolean): NewUser =>
  (update ? users.at(-1) : undefined) ?? users[0];

/** What the users of a group change. */
type Base = Pick<UserRow, "dataJson" | "state">;

/** How often a user has changed, and its state then. */
interface Step {
  readonly changes: number;
  readonly state: UserState;
}

/** A user after each of the group, one after the other. */
function stepsOf({ users }: Group, base: Base, now: bigint): Step[] {
  let { dataJson, state } = base;
  let changes = 0;
  return users.map((user) => {
    const next = user.changeState?.(state, now) ?? state;
    if (user.dataJson !== dataJson || next !== state) changes += 1;
    dataJson = user.dataJson;
    state = next;
    return { changes, state };
  });
}

/** What a group makes of a user. */
export const changeOf = (group: Group, base: Base, now: bigint): Step =>
  stepsOf(group, base, now).at(-1) ?? { changes: 0, state: base.state };

interface GroupWrite {
  readonly appId: string;
  readonly update: boolean;
  readonly now: bigint;
}

/** The first user of a group as it is inserted. */
function toBase({ users: [first] }: Group, { appId, now }: GroupWrite) {
  return { ...toInsert(appId, first, now), version: 1, state: newStateOf(first, now) };
}

/** The row to insert, and its state: with `update`, the first user followed by the changes to the others. */
export function toGroupInsert(
  group: Group,
  write: GroupWrite,
): UserInsert & { readonly state: UserState } {
  const base = toBase(group, write);
  const { update, now } = write;
  if (!update || group.users.length === 1) return base;
  const { changes, state } = changeOf(group, base, now);
  if (changes === 0) return base;
  const { dataJson } = writtenUser(group, update);
  const updatedAt = (base.updatedAt < now ? now - 1n : base.updatedAt) + BigInt(changes);
  return { ...base, dataJson, version: 1 + changes, updatedAt, state };
}

/** The outcome for each user of a group that was inserted. */
export function toCreatedOutcomes(group: Group, write: GroupWrite): AddOutcome[] {
  const { update, now } = write;
  const first = created(group.users[0], now);
  const others = group.users.slice(1);
  if (others.length === 0) return [first];
  if (update) {
    const { updatedAt } = toGroupInsert(group, write);
    const all = toUpdatedOutcomes(group, { base: toBase(group, write), updatedAt, now });
    return [first, ...all.slice(1)];
  }
  const existing = { ...first, status: "existing" as const };
  return [first, ...others.map(({ getOrCreate }) => (getOrCreate ? existing : conflict))];
}

const conflict = { status: "conflict" } as const;

interface Update {
  /** The user before the update, or after an update without steps between. */
  readonly base: Omit<UserRow, "appId" | "id">;
  /** The time after the update. */
  readonly updatedAt: bigint;
  readonly now: bigint;
}

/** The outcome for each user of a group that was updated: each as if it had been written on its own. */
export function toUpdatedOutcomes(group: Group, { base, updatedAt, now }: Update): StoredOutcome[] {
  const steps = stepsOf(group, base, now);
  const total = steps.at(-1)?.changes ?? 0;
  return group.users.map(({ id, dataJson }, index) => {
    const { changes, state } = steps[index] ?? { changes: 0, state: base.state };
    const { createdAt } = base;
    const user = toUser({
      id,
      dataJson,
      version: base.version + changes,
      createdAt,
      updatedAt: changes === 0 ? base.updatedAt : updatedAt - BigInt(total - changes),
      state,
    });
    return { status: "updated", user };
  });
}
