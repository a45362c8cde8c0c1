import {
  type AddOutcome,
  created,
  type NewUser,
  type StoredOutcome,
  toInsert,
} from "./new-user.js";
import { toUser, type UserRow } from "./user-row.js";
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

/** How often the data of successive users differs, up to and including each. */
function countChanges({ users }: Group): number[] {
  let changes = 0;
  return users.map(({ dataJson }, index) => {
    const previous = users[index - 1];
    if (previous && previous.dataJson !== dataJson) changes += 1;
    return changes;
  });
}

/** How many changes the group makes to a user that has this data. */
export const changesOf = (group: Group, dataJson: string): number =>
  (countChanges(group).at(-1) ?? 0) + (group.users[0].dataJson === dataJson ? 0 : 1);

interface GroupWrite {
  readonly appId: string;
  readonly update: boolean;
  readonly now: bigint;
}

/** The row to insert: with `update`, the first user followed by the changes to the others. */
export function toGroupInsert(group: Group, { appId, update, now }: GroupWrite): UserInsert {
  const insert = toInsert(appId, group.users[0], now);
  const changes = update ? (countChanges(group).at(-1) ?? 0) : 0;
  if (changes === 0) return insert;
  const { dataJson } = writtenUser(group, update);
  const updatedAt = (insert.updatedAt < now ? now - 1n : insert.updatedAt) + BigInt(changes);
  return { ...insert, dataJson, version: 1 + changes, updatedAt };
}

/** The outcome for each user of a group that was inserted. */
export function toCreatedOutcomes(group: Group, write: GroupWrite): AddOutcome[] {
  const { appId, update, now } = write;
  const first = created(group.users[0], now);
  const others = group.users.slice(1);
  if (others.length === 0) return [first];
  if (update) {
    const base = { ...toInsert(appId, group.users[0], now), version: 1 };
    const { updatedAt } = toGroupInsert(group, write);
    const all = toUpdatedOutcomes(group, { base, updatedAt, isFirstChange: false });
    return [first, ...all.slice(1)];
  }
  const existing = { ...first, status: "existing" as const };
  return [first, ...others.map(({ getOrCreate }) => (getOrCreate ? existing : conflict))];
}

const conflict = { status: "conflict" } as const;

interface Update {
  /** The user before the update. */
  readonly base: Pick<UserRow, "version" | "createdAt" | "updatedAt"> &
    Partial<Pick<UserRow, "state">>;
  /** The time after the update. */
  readonly updatedAt: bigint;
  /** Whether the data of the first user differs from the data before. */
  readonly isFirstChange: boolean;
}

/** The outcome for each user of a group that was updated: each as if it had been written on its own. */
export function toUpdatedOutcomes(group: Group, { base, ...update }: Update): StoredOutcome[] {
  const counts = countChanges(group).map((count) => count + (update.isFirstChange ? 1 : 0));
  const total = counts.at(-1) ?? 0;
  return group.users.map(({ id, dataJson }, index) => {
    const count = counts[index] ?? 0;
    const updatedAt = count === 0 ? base.updatedAt : update.updatedAt - BigInt(total - count);
    const { createdAt, state } = base;
    const version = base.version + count;
    const user = toUser({ id, dataJson, version, createdAt, updatedAt, state });
    return { status: "updated", user };
  });
}
