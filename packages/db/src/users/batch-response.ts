import type { ReplayedUser, User } from "@roster/contract";
import { fromTimestamp } from "../clock.js";
import { decryptResponse, encryptResponse } from "../idempotency/encrypt-response.js";
import {
  type CallFingerprint,
  type IdempotencyRecord,
  MAX_RESPONSE_SIZE,
} from "../idempotency/idempotency-record.js";
import { created, type NewUser } from "./new-user.js";
import { type OlderOutcome, readImportResponse, toRows } from "./older-batch-response.js";
import type { Metadata, StoredOutcome } from "./stored-outcome.js";
import type { BatchOutcome } from "./user-batch.js";
import { isDeleted, toUser, type UserRow } from "./user-row.js";
import { storedStateOf } from "./user-state.js";

/** The response of a batch as it is stored with its idempotency key. */
export function encodeResponse(
  call: CallFingerprint,
  { users, outcomes }: { users: readonly NewUser[]; outcomes: readonly BatchOutcome[] },
): string {
  const isCreated = (_: unknown, index: number) => outcomes[index]?.status === "created";
  const createdIds = new Set(users.filter(isCreated).map(({ id }) => id));
  const rows = outcomes.flatMap((outcome, index) => toRow(outcome, { index, createdIds }));
  const response = JSON.stringify({ outcomes: rows });
  if (response.length <= MAX_RESPONSE_SIZE) return encryptResponse(call, response);
  const references = rows.map((row) => (row[1] === "found" ? withoutData(row) : row));
  return encryptResponse(call, JSON.stringify({ outcomes: references }));
}

type FoundOutcome = StoredOutcome & { readonly 1: "found" };

const withoutData = (row: FoundOutcome): StoredOutcome => {
  const [index, kind, version, createdAt, updatedAt, , state] = row;
  const reference = [index, kind, version, createdAt, updatedAt, null] as const;
  return state ? [...reference, state] : reference;
};

function toRow(
  outcome: BatchOutcome,
  { index, createdIds }: { index: number; createdIds: ReadonlySet<string> },
): StoredOutcome[] {
  if (outcome.status === "created") return [];
  if (outcome.status === "conflict") {
    return [outcome.path ? [index, "conflict", outcome.path] : [index, "conflict"]];
  }
  const { user } = outcome;
  if (!user) return [[index, "own"]];
  const state = storedStateOf(user);
  if (outcome.status === "updated") {
    const updated = [index, "updated", ...toMetadata(user)] as const;
    return [state ? [...updated, state] : updated];
  }
  if (createdIds.has(user.id)) return [[index, "own"]];
  const found = [index, "found", ...toMetadata(user), user.data.text] as const;
  return [state ? [...found, state] : found];
}

const toMetadata = ({ version, createdAt, updatedAt }: User): Metadata => [
  version,
  Number(fromTimestamp(createdAt)),
  Number(fromTimestamp(updatedAt)),
];

interface Recorded {
  readonly users: readonly NewUser[];
  readonly call: CallFingerprint;
  readonly record: IdempotencyRecord;
}

/** The users that a response refers to; `others` without their data, which would be too much. */
interface CurrentUsers {
  readonly users: ReadonlyMap<string, UserRow>;
  readonly others: ReadonlyMap<string, UserRow>;
}

/**
 * Repeats a response. Found users that have been removed are returned without their data; so are those whose data was
 * not stored and has changed, or is too large.
 */
export async function readResponse(
  { users, call, record }: Recorded,
  readUsers: (ids: readonly string[]) => Promise<CurrentUsers>,
): Promise<BatchOutcome[]> {
  const isOlder = record.response.startsWith("{");
  const rows = isOlder
    ? readImportResponse(users, record.response)
    : readRows(users, decryptResponse(call, record.response));
  const rowsByIndex = new Map(rows.map((row) => [row[0], row]));
  const firsts = new Map<string, BatchOutcome>();
  for (const [index, user] of users.entries()) {
    if (!rowsByIndex.has(index)) firsts.set(user.id, created(user, record.createdAt));
  }
  const found = rows.flatMap(([index, kind]) => (kind === "found" ? (users[index]?.id ?? []) : []));
  const current = found.length === 0 ? undefined : await readUsers(found);
  return users.map((user, index): BatchOutcome => {
    const row = rowsByIndex.get(index);
    if (!row) return created(user, record.createdAt);
    if (row[1] === "conflict") return { status: "conflict", ...(row[2] && { path: row[2] }) };
    if (row[1] === "own") return { ...firsts.get(user.id), status: "existing" };
    if (row[1] === "updated") return { status: "updated", user: toStoredUser(user, row) };
    return { status: "existing", user: toFoundUser(user, row, current) };
  });
}

function toStoredUser(
  { id, dataJson }: Pick<NewUser, "id" | "dataJson">,
  row: StoredOutcome & { readonly 1: "updated" | "found" },
): User {
  const [, , version, createdAt, updatedAt] = row;
  const times = { createdAt: BigInt(createdAt), updatedAt: BigInt(updatedAt) };
  const state = row[1] === "found" ? row[6] : row[5];
  return { ...toUser({ id, dataJson, version, ...times }), ...state };
}

function toFoundUser(
  { id }: NewUser,
  row: FoundOutcome,
  current: CurrentUsers | undefined,
): ReplayedUser {
  const [, , version, createdAt, , dataJson] = row;
  const complete = current?.users.get(id);
  const found = complete ?? current?.others.get(id);
  const isThere = found?.createdAt === BigInt(createdAt) && !isDeleted(found);
  if (dataJson !== null) return toStoredUser({ id, dataJson: isThere ? dataJson : "{}" }, row);
  if (isThere && complete?.version === version) return toUser(complete);
  return { ...toStoredUser({ id, dataJson: "{}" }, row), dataOmitted: true };
}

function readRows(users: readonly NewUser[], response: string): readonly StoredOutcome[] {
  const stored = JSON.parse(response) as OlderOutcome[] | { outcomes: StoredOutcome[] }; // oxlint-disable-line typescript/consistent-type-assertions -- encodeResponse wrote it
  return Array.isArray(stored) ? toRows(users, stored) : stored.outcomes;
}
