import { type ModesByApp, toNewChanges } from "../changes/history-modes.js";
import { lockUsers } from "../changes/log-users.js";
import { findChangedKeys, type NewChange } from "../changes/new-change.js";
import type { RunStatement } from "../dialects/statement-runner.js";
import { changeOf, type Group, toUpdatedOutcomes, writtenUser } from "./batch-groups.js";
import { hasState } from "./new-user.js";
import { readFittingUsers, readUsers } from "./read-users.js";
import { setStates } from "./state-statements.js";
import type { BatchOutcome, UserBatch } from "./user-batch.js";
import { runWithBaselines, type UserContext } from "./user-context.js";
import type { UserKey } from "./user-keys.js";
import { toKey, toUserRow, type UserRow } from "./user-row.js";
import { findChangedFields, parseState, type UserState } from "./user-state.js";
import { selectStates, updateUsers } from "./user-statements.js";

/** A concurrent writer removed or changed users that the transaction had found: roll back and start again. */
export class Overtaken extends Error {}

/** A step in the transaction of a batch. */
export interface BatchStep {
  readonly context: UserContext;
  readonly batch: UserBatch;
  readonly now: bigint;
  readonly modes: ModesByApp;
  readonly run: RunStatement;
}

export type GroupOutcomes = [Group, readonly BatchOutcome[]][];

interface UpdatedGroups {
  readonly outcomes: GroupOutcomes;
  /** To be logged. */
  readonly changes: readonly NewChange[];
}

/** How a group changes the user that it found. */
interface Plan {
  readonly group: Group;
  /** The user before; only of a group whose users need it to know their versions. */
  readonly before?: UserRow | undefined;
  /** How many changes it makes. Absent: whether the data is another one. */
  readonly changes?: number | undefined;
  /** Absent: that of the user. */
  readonly state?: { readonly before: UserState; readonly after: UserState } | undefined;
}

/** Updates users that exist. Where several changes are combined, their versions follow from the data before. */
export async function updateGroups(
  step: BatchStep,
  groups: readonly Group[],
): Promise<UpdatedGroups> {
  if (groups.length === 0) return { outcomes: [], changes: [] };
  const { context, batch, now, modes, run } = step;
  const { appId, source } = batch;
  const keys = groups.map(({ id }) => ({ appId, id, source }));
  const logged = toNewChanges(modes, keys, "user.updated");
  if (logged.length > 0 || groups.some(isStateful)) await lockUsers(context.dialect, run, keys);
  const plans = await planGroups(step, groups);
  const described = await describeChanges(step, plans, logged);
  const updates = plans.map(({ group, before, changes }) => {
    const { id, dataJson } = writtenUser(group, true);
    const { version: ifVersion, createdAt: ifCreatedAt } = before ?? {};
    return { appId, id, dataJson, now, ifVersion, ifCreatedAt, changes };
  });
  const statement = updateUsers(context.dialect, updates);
  const write = { statement, users: updates, changes: [], now };
  const unlogged = described.filter(({ isUnlike }) => isUnlike);
  const rows = await runWithBaselines(context, run, { write, unlogged });
  if (rows.length < groups.length) throw new Overtaken();
  const states = plans.flatMap(({ group: { id }, state }) =>
    state ? { appId, id, state: state.after } : [],
  );
  if (states.length > 0) await run(setStates(context.dialect, states));
  const after = new Map(rows.map((row) => [String(row[1]), toUserRow(row, "")]));
  const outcomes = plans.map(({ group, before, state }): GroupOutcomes[number] => {
    const row = after.get(group.id);
    if (!row) throw new Overtaken();
    const { dataJson } = group.users[0];
    const base = before ?? { ...row, dataJson, state: state?.after ?? row.state };
    return [group, toUpdatedOutcomes(group, { base, updatedAt: row.updatedAt, now })];
  });
  const changes = described.filter(
    ({ id, old }) => old !== undefined && old.version !== after.get(id)?.version,
  );
  return { outcomes, changes };
}

const isStateful = ({ users }: Group) => users.some(hasState);

/** Reads only what is needed: of most users nothing. */
async function planGroups(step: BatchStep, groups: readonly Group[]): Promise<Plan[]> {
  const { context, batch, now, run } = step;
  const toKeys = (some: readonly Group[]) => some.map(({ id }) => ({ appId: batch.appId, id }));
  const repeated = groups.filter(({ users }) => users.length > 1);
  const before = await readUsers(context, run, toKeys(repeated));
  if (before.size < repeated.length) throw new Overtaken();
  const stateful = groups.filter((group) => isStateful(group) && !before.has(group.id));
  const states = await readStates(step, toKeys(stateful));
  return groups.map((group): Plan => {
    const { id, users } = group;
    const old = before.get(id);
    if (old) {
      const { changes, state } = changeOf(group, old, now);
      return { group, before: old, changes, state: toStateChange(old.state, state) };
    }
    const found = states.get(id);
    const state = found && toStateChange(found, users[0].changeState?.(found, now) ?? found);
    return { group, state, changes: state && 1 };
  });
}

const toStateChange = (before: UserState, after: UserState): Plan["state"] =>
  before === after ? undefined : { before, after };

async function readStates({ context, run }: BatchStep, keys: readonly UserKey[]) {
  const rows = keys.length === 0 ? [] : await run(selectStates(context.dialect, keys));
  if (rows.length < keys.length) throw new Overtaken();
  return new Map(rows.map((row) => [toKey(row).id, parseState(row[2])]));
}

type LoggedUpdate = NewChange & { readonly old: UserRow | undefined; readonly isUnlike: boolean };

/** The changes to log, with the users before, and whether they may be unlike theirs. */
async function describeChanges(
  { context, run }: BatchStep,
  plans: readonly Plan[],
  changes: readonly NewChange[],
): Promise<LoggedUpdate[]> {
  if (changes.length === 0) return [];
  const { users, others } = await readFittingUsers(context, run, changes);
  const plansById = new Map(plans.map((plan) => [plan.group.id, plan]));
  return changes.map((change) => {
    const [plan, old] = [plansById.get(change.id), users.get(change.id)];
    const keys =
      plan && old && findChangedKeys(old.dataJson, writtenUser(plan.group, true).dataJson);
    const fields = plan?.state ? findChangedFields(plan.state.before, plan.state.after) : [];
    const isUnlike =
      plan !== undefined &&
      (plan.state !== undefined ||
        plan.group.users.some(({ dataJson }) => dataJson !== old?.dataJson));
    const changed = keys && [...keys, ...fields.map((field) => [field] as const)];
    return { ...change, changed, old: old ?? others.get(change.id), isUnlike };
  });
}
