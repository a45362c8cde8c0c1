import type { User } from "@roster/contract";
import { toTimestamp } from "../clock.js";
import type { CallFingerprint } from "../idempotency/idempotency-record.js";
import type { UniqueViolation } from "../indexes/unique-violation.js";
import type { NewUser } from "./user-batch-store.js";

export interface ImportCall {
  readonly appId: string;
  readonly users: readonly NewUser[];
  /** Whether existing users are updated. */
  readonly update: boolean;
  /** Whether a violation of a unique index rejects the whole call. */
  readonly atomic?: boolean;
  readonly idempotency: CallFingerprint | undefined;
}

/**
 * The outcome for one user: whether it was inserted, with `update` also its stored metadata; or the violation that
 * rejected it.
 */
export type ImportOutcome =
  { readonly inserted: boolean; readonly stored?: Omit<User, "id" | "data"> } | UniqueViolation;

/** The indexes of the users with each id, sorted by id: all processes lock rows in the same order. */
export function groupById(
  { users }: ImportCall,
  rejected: ReadonlyMap<number, unknown>,
): number[][] {
  if (rejected.size === 0 && isInOrder(users)) return users.map((_, index) => [index]);
  const byId = new Map<string, number[]>();
  for (const [index, { id }] of users.entries()) {
    if (rejected.has(index)) continue;
    const group = byId.get(id);
    if (group) group.push(index);
    else byId.set(id, [index]);
  }
  return [...byId].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

/** Each id once and in order, as in a file exported by id. */
const isInOrder = (users: readonly NewUser[]) =>
  users.every(({ id }, index) => index === 0 || (users[index - 1]?.id ?? "") < id);

/** As the SQL statements write it: `rows` contains group indexes, or tuples of group index, version and times. */
interface StoredResponse {
  /** The rejected users by index. Stored responses use this name. */
  readonly kept: readonly (readonly [number, UniqueViolation])[];
  readonly rows: readonly (number | readonly [number, number, number, number])[];
}

const INSERTED: ImportOutcome = { inserted: true };
const FOUND: ImportOutcome = { inserted: false };

/** The outcome for each user. `groups` are the users that were not rejected, if already known. */
export function readImportResponse(
  call: ImportCall,
  response: string,
  groups?: readonly number[][],
): ImportOutcome[] {
  const { kept: rejected, rows } = JSON.parse(response) as StoredResponse; // oxlint-disable-line typescript/consistent-type-assertions -- the statements wrote it
  const all = call.users.map(() => FOUND);
  for (const [index, violation] of rejected) all[index] = violation;
  const rowsByGroup = new Map(rows.map((row) => [typeof row === "number" ? row : row[0], row]));
  for (const [groupIndex, group] of (groups ?? groupById(call, new Map(rejected))).entries()) {
    const row = rowsByGroup.get(groupIndex);
    for (const [position, index] of group.entries()) {
      if (typeof row === "object") {
        const updatedAt = call.users[group[0] ?? 0]?.times?.updatedAt;
        all[index] = toChanged(row, { position, changes: group.length, updatedAt });
      } else {
        all[index] = row === undefined && position === 0 ? INSERTED : FOUND;
      }
    }
  }
  return all;
}

/** The outcome of one of the combined changes; the row shows the result of the last. */
function toChanged(
  [, version, createdAt, updatedAt]: readonly [number, number, number, number],
  {
    position,
    changes,
    updatedAt: givenUpdatedAt,
  }: { position: number; changes: number; updatedAt?: bigint | undefined },
): ImportOutcome {
  const later = changes - 1 - position;
  const inserted = version === changes && position === 0;
  const time =
    inserted && later > 0 ? (givenUpdatedAt ?? BigInt(createdAt)) : BigInt(updatedAt - later);
  return {
    inserted,
    stored: {
      version: version - later,
      createdAt: toTimestamp(BigInt(createdAt)),
      updatedAt: toTimestamp(time),
    },
  };
}
