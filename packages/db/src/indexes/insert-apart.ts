import type { UserKey, UserRow } from "../users/user-row.js";
import { type Breach, breachIn } from "./breach.js";

interface Inserted<Write> {
  readonly rows: readonly UserRow[];
  /** Those that a unique index on data kept out. */
  readonly breaches: ReadonlyMap<Write, Breach>;
}

/**
 * Inserts all that can be: in one statement, or, where some break a unique index, in halves, each of them
 * so again. Of two users with the same value the first is inserted.
 */
export async function insertApart<Write extends UserKey>(
  writes: readonly Write[],
  insert: (writes: readonly Write[]) => Promise<readonly UserRow[]>,
): Promise<Inserted<Write>> {
  try {
    return { rows: await insert(writes), breaches: new Map() };
  } catch (error) {
    const breach = breachIn(error);
    const [first] = writes;
    if (!breach || !first) throw error;
    if (writes.length === 1) return { rows: [], breaches: new Map([[first, breach]]) };
    const middle = Math.ceil(writes.length / 2);
    const before = await insertApart(writes.slice(0, middle), insert);
    const after = await insertApart(writes.slice(middle), insert);
    return {
      rows: [...before.rows, ...after.rows],
      breaches: new Map([...before.breaches, ...after.breaches]),
    };
  }
}
