import type { UserKey } from "../users/user-keys.js";
import { type UniqueViolation, uniqueViolationOf } from "./unique-violation.js";

interface BisectResult<Write> {
  readonly rows: readonly UserKey[];
  /** The users that a unique index on data rejected. */
  readonly violations: ReadonlyMap<Write, UniqueViolation>;
}

/**
 * Inserts as many users as possible: in one statement or, on a violation of a unique index, recursively in halves.
 * Of two users with the same value, the first is inserted.
 */
export async function insertWithBisect<Write extends UserKey>(
  writes: readonly Write[],
  insert: (writes: readonly Write[]) => Promise<readonly UserKey[]>,
): Promise<BisectResult<Write>> {
  if (writes.length === 0) return { rows: [], violations: new Map() };
  try {
    return { rows: await insert(writes), violations: new Map() };
  } catch (error) {
    const violation = uniqueViolationOf(error);
    const [first] = writes;
    if (!violation || !first) throw error;
    if (writes.length === 1) return { rows: [], violations: new Map([[first, violation]]) };
    const middle = Math.ceil(writes.length / 2);
    const before = await insertWithBisect(writes.slice(0, middle), insert);
    const after = await insertWithBisect(writes.slice(middle), insert);
    return {
      rows: [...before.rows, ...after.rows],
      violations: new Map([...before.violations, ...after.violations]),
    };
  }
}
