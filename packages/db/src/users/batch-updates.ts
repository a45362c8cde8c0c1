import { type ModesByApp, toNewChanges } from "../changes/history-modes.js";
import { lockUsers } from "../changes/log-users.js";
import { findChangedKeys, type NewChange } from "../changes/new-change.js";
import type { RunStatement } from "../dialects/statement-runner.js";
import { changesOf, type Group, toUpdatedOutcomes, writtenUser } from "./batch-groups.js";
import { readFittingUsers, readUsers } from "./read-users.js";
import type { BatchOutcome, UserBatch } from "./user-batch.js";
import { runWithBaselines, type UserContext } from "./user-context.js";
import { toUserRow, type UserRow } from "./user-row.js";
import { updateUsers } from "./user-statements.js";

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

/** Updates users that exist. Where several changes are combined, their versions follow from the data before. */
export async function updateGroups(
  step: BatchStep,
  groups: readonly Group[],
): Promise<UpdatedGroups> {
  if (groups.length === 0) return { outcomes: [], changes: [] };
  const { context, batch, now, run } = step;
  const { appId } = batch;
  const toKeys = (some: readonly Group[]) => some.map(({ id }) => ({ appId, id }));
  const repeated = groups.filter(({ users }) => users.length > 1);
  const logged = await toLogged(step, groups);
  const before = await readUsers(context, run, toKeys(repeated));
  if (before.size < repeated.length) throw new Overtaken();
  const updates = groups.map((group) => {
    const { id, dataJson } = writtenUser(group, true);
    const old = before.get(id);
    return {
      appId,
      id,
      dataJson,
      now,
      ifVersion: old?.version,
      ifCreatedAt: old?.createdAt,
      changes: old && changesOf(group, old.dataJson),
    };
  });
  const statement = updateUsers(context.dialect, updates);
  const write = { statement, users: updates, changes: [], now };
  const unlogged = logged.filter(({ isUnlike }) => isUnlike);
  const rows = await runWithBaselines(context, run, { write, unlogged });
  if (rows.length < groups.length) throw new Overtaken();
  const after = new Map(rows.map((row) => [String(row[1]), toUserRow(row, "")]));
  const outcomes = groups.map((group): GroupOutcomes[number] => {
    const row = after.get(group.id);
    if (!row) throw new Overtaken();
    const old = before.get(group.id);
    const isFirstChange = old !== undefined && old.dataJson !== group.users[0].dataJson;
    const { updatedAt } = row;
    return [group, toUpdatedOutcomes(group, { base: old ?? row, updatedAt, isFirstChange })];
  });
  const changes = logged.filter(
    ({ id, old }) => old !== undefined && old.version !== after.get(id)?.version,
  );
  return { outcomes, changes };
}

type LoggedUpdate = NewChange & { readonly old: UserRow | undefined; readonly isUnlike: boolean };

/** The changes to log, with the users before, which it locks, and whether the data may be unlike theirs. */
async function toLogged(
  { context, batch: { appId, source }, modes, run }: BatchStep,
  groups: readonly Group[],
): Promise<LoggedUpdate[]> {
  const { dialect } = context;
  const changes = toNewChanges(
    modes,
    groups.map(({ id }) => ({ appId, id, source })),
    "user.updated",
  );
  if (changes.length === 0) return [];
  await lockUsers(dialect, run, changes);
  const { users, others } = await readFittingUsers(context, run, changes);
  const groupsById = new Map(groups.map((group) => [group.id, group]));
  const unlike = ({ id }: NewChange) =>
    groupsById.get(id)?.users.some(({ dataJson }) => dataJson !== users.get(id)?.dataJson) ?? false;
  return changes.map((change) => {
    const [group, old] = [groupsById.get(change.id), users.get(change.id)];
    const changed =
      group && old && findChangedKeys(old.dataJson, writtenUser(group, true).dataJson);
    return { ...change, changed, old: old ?? others.get(change.id), isUnlike: unlike(change) };
  });
}
