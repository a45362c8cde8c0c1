import { type ModesByApp, toNewChanges } from "../changes/history-modes.js";
import type { RunStatement } from "../dialects/statement-runner.js";
import { logUsers } from "../changes/log-users.js";
import { insertRecords, selectRecords } from "../idempotency/idempotency-statements.js";
import type { UniqueViolation } from "../indexes/unique-violation.js";
import { type Group, groupById, toCreatedOutcomes, toGroupInsert } from "./batch-groups.js";
import { type BatchStep, type GroupOutcomes, Overtaken, updateGroups } from "./batch-updates.js";
import { encodeResponse } from "./batch-response.js";
import type { BatchOutcome, UserBatch } from "./user-batch.js";
import { isConflict, type NewUser } from "./new-user.js";
import { readUsers } from "./read-users.js";
import { toRecord, type UserContext } from "./user-context.js";
import { setStates } from "./state-statements.js";
import { isDeleted, toKey, toUser } from "./user-row.js";
import { activeState } from "./user-state.js";
import { insertUsers, selectDeleted } from "./user-statements.js";

/** A batch to write, without the users that a unique index rejected in an earlier attempt. */
export interface BatchWrite {
  readonly batch: UserBatch;
  readonly rejected: ReadonlyMap<NewUser, UniqueViolation>;
  readonly now: bigint;
  /** Read before the transaction, which must not wait for another connection. */
  readonly modes: ModesByApp;
}

/** Some users conflict, and the batch is atomic: roll back. */
export class AtomicConflict extends Error {
  readonly outcomes: readonly BatchOutcome[];

  constructor(outcomes: readonly BatchOutcome[]) {
    super("Some users exist");
    this.outcomes = outcomes;
  }
}

/**
 * Writes a batch and records its response, in one transaction.
 *
 * @throws AtomicConflict or Overtaken to roll back.
 */
export async function writeBatch(
  context: UserContext,
  { batch, rejected, now, modes }: BatchWrite,
  run: RunStatement,
): Promise<readonly BatchOutcome[]> {
  const { appId, users, source, update = false, atomic, isImport, idempotency } = batch;
  const outcomes = new Map<NewUser, BatchOutcome>();
  for (const [user, violation] of rejected)
    outcomes.set(user, { status: "conflict", ...violation });
  const setAll = ({ users: same }: Group, all: readonly BatchOutcome[]) => {
    for (const [index, user] of same.entries()) {
      const outcome = all[index];
      if (outcome) outcomes.set(user, outcome);
    }
  };
  const groups = groupById(users, rejected);
  const step = { context, batch, now, modes, run };
  const inserted = await insertGroups(step, groups);
  const isInserted = ({ id }: Group) => inserted.has(id);
  for (const group of groups.filter(isInserted)) {
    setAll(group, toCreatedOutcomes(group, { appId, update, now }));
  }
  const taken = groups.filter((group) => !isInserted(group));
  const deleted = await findDeleted(step, taken);
  for (const group of taken.filter(({ id }) => deleted.has(id))) {
    const conflicts = group.users.map(() => ({ status: "conflict" }) as const);
    setAll(group, conflicts);
  }
  const existing = taken.filter(({ id }) => !deleted.has(id));
  const found = update
    ? await updateGroups(step, existing)
    : { outcomes: await findGroups(step, existing), changes: [] };
  for (const [group, all] of found.outcomes) setAll(group, all);
  const all = users.flatMap((user) => outcomes.get(user) ?? []);
  // The response to an import is recorded even if it changed nothing.
  const isRecorded = inserted.size > 0 || update || isImport;
  if (idempotency && !isRecorded) {
    // Another call with this key has just added the users: repeat its response.
    const records = await run(selectRecords(context.dialect, [{ appId, key: idempotency.key }]));
    if (records.length > 0) throw new Overtaken();
  }
  if (atomic && all.some(isConflict)) throw new AtomicConflict(all);
  if (idempotency && isRecorded) {
    const response = encodeResponse(idempotency, { outcomes: all, users });
    const record = toRecord(idempotency, { appId, id: "" }, { response, now });
    await run(insertRecords(context.dialect, [record]));
  }
  const added = groups.filter(isInserted).map(({ id }) => ({ appId, id, source }));
  const changes = [...toNewChanges(modes, added, "user.created"), ...found.changes];
  await logUsers(context.dialect, run, { changes, now });
  return all;
}

/** Adds the users whose ids are free, with their states. Returns these ids. */
async function insertGroups(
  { context: { dialect }, batch: { appId, update = false }, now, run }: BatchStep,
  groups: readonly Group[],
): Promise<ReadonlySet<string>> {
  if (groups.length === 0) return new Set();
  const inserts = groups.map((group) => toGroupInsert(group, { appId, update, now }));
  const rows = await run(insertUsers(dialect, inserts));
  const inserted = new Set(rows.map(([, id]) => String(id)));
  const others = inserts.filter(({ id, state }) => state !== activeState && inserted.has(id));
  if (others.length > 0) await run(setStates(dialect, others));
  return inserted;
}

/** The ids of soft-deleted users, which no batch changes. */
async function findDeleted(
  { context: { dialect }, batch: { appId }, run }: BatchStep,
  groups: readonly Group[],
): Promise<ReadonlySet<string>> {
  if (groups.length === 0) return new Set();
  const keys = groups.map(({ id }) => ({ appId, id }));
  const rows = await run(selectDeleted(dialect, keys));
  return new Set(rows.map((row) => toKey(row).id));
}

/** Finds users that exist. */
async function findGroups(
  { context, batch: { appId, isImport }, run }: BatchStep,
  groups: readonly Group[],
): Promise<GroupOutcomes> {
  const asked = groups.filter(({ users }) => users.some(({ getOrCreate }) => getOrCreate));
  const keys = isImport ? [] : asked.map(({ id }) => ({ appId, id }));
  const rows = await readUsers(context, run, keys);
  if (rows.size < keys.length) throw new Overtaken();
  return groups.map((group) => {
    const row = rows.get(group.id);
    if (row && isDeleted(row)) throw new Overtaken();
    const existing: BatchOutcome = row
      ? { status: "existing", user: toUser(row) }
      : { status: "existing" };
    return [
      group,
      group.users.map(({ getOrCreate }) => (getOrCreate ? existing : { status: "conflict" })),
    ];
  });
}
