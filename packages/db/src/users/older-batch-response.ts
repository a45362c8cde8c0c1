import type { User } from "@roster/contract";
import type { JsonObject } from "@roster/contract/json";
import { fromTimestamp } from "../clock.js";
import type { UniqueViolation } from "../indexes/unique-violation.js";
import type { NewUser } from "./new-user.js";
import type { StoredOutcome } from "./stored-outcome.js";

// Release 0.1 stored other forms of responses, which are repeated for a day after an upgrade.

/** Of `addMany`: 1 for a created user, null if the id exists. */
export type OlderOutcome =
  | 1
  | (Omit<User, "data" | "status" | "ban"> & { readonly data: JsonObject })
  | UniqueViolation
  | null;

export function toRows(
  users: readonly NewUser[],
  outcomes: readonly OlderOutcome[],
): StoredOutcome[] {
  const createdIds = new Set(users.filter((_, index) => outcomes[index] === 1).map(({ id }) => id));
  return outcomes.flatMap((outcome, index): StoredOutcome[] => {
    if (outcome === 1) return [];
    if (!outcome) return [[index, "conflict"]];
    if ("path" in outcome) return [[index, "conflict", outcome.path]];
    if (createdIds.has(outcome.id)) return [[index, "own"]];
    const { version, createdAt, updatedAt, data } = outcome;
    const times = [Number(fromTimestamp(createdAt)), Number(fromTimestamp(updatedAt))] as const;
    return [[index, "found", version, ...times, JSON.stringify(data)]];
  });
}

/** Of imports: rows are indexes of existing ids, in the order of the ids, or have version and times as well. */
interface ImportResponse {
  readonly kept: readonly (readonly [number, UniqueViolation])[];
  readonly rows: readonly (number | readonly [number, number, number, number])[];
}

export function readImportResponse(users: readonly NewUser[], response: string): StoredOutcome[] {
  const { kept, rows } = JSON.parse(response) as ImportResponse; // oxlint-disable-line typescript/consistent-type-assertions -- release 0.1 wrote it
  const rejected = new Map(kept);
  const indexesById = new Map<string, number[]>();
  for (const [index, { id }] of users.entries()) {
    if (rejected.has(index)) continue;
    const indexes = indexesById.get(id);
    if (indexes) indexes.push(index);
    else indexesById.set(id, [index]);
  }
  const groups = [...indexesById].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const rowsByGroup = new Map(rows.map((row) => [typeof row === "number" ? row : row[0], row]));
  const conflicts = kept.map(([index, { path }]): StoredOutcome => [index, "conflict", path]);
  const others = groups.flatMap(([, indexes], group) =>
    indexes.flatMap((index, position): StoredOutcome[] => {
      const row = rowsByGroup.get(group);
      if (typeof row !== "object") {
        if (row === undefined && position === 0) return [];
        return [users[index]?.getOrCreate ? [index, "own"] : [index, "conflict"]];
      }
      const [, version, createdAt, updatedAt] = row;
      const later = indexes.length - 1 - position;
      if (version === indexes.length && position === 0) return [];
      return [[index, "updated", version - later, createdAt, updatedAt - later]];
    }),
  );
  return [...conflicts, ...others];
}
