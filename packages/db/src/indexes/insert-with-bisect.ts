import type { UserKey, UserRow } from "../users/user-row.js";
import { type UniqueViolation, uniqueViolationOf } from "./unique-violation.js";

interface Inserted<Write> {
  readonly rows: readonly UserRow[];
  /** Those that a unique index on data kept out. */
  readonly violations: ReadonlyMap<Write, UniqueViolation>;
}

/**
 * Inserts all that can be: in one statement, or, where some break a unique index, in halves, each of them
 * so again. Of two users with the same value the first is inserted.
 */
export async function insertWithBisect<Write extends UserKey>(
  writes: readonly Write[],
  insert: (writes: readonly Write[]) => Promise<readonly UserRow[]>,
): Promise<Inserted<Write>> {
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
