import type { DataPath } from "@roster/contract";
import type { Scalar } from "@roster/contract/filter";
import type { JsonObject } from "@roster/contract/json";
import { valueAt } from "../users/query/data-key.js";

/** So many values are looked for in one statement. */
const STEP = 100;

interface Holder {
  readonly id: string;
  readonly data: JsonObject;
}

/** Those that have a value of another before them, or of a stored user; `look` finds those of some values. */
export async function findBreakers<Item extends Holder>(
  items: readonly Item[],
  path: DataPath,
  look: (values: readonly Scalar[]) => Promise<readonly Holder[]>,
): Promise<Item[]> {
  const known = new Map<Scalar, string>();
  const breakers: Item[] = [];
  for (let start = 0; start < items.length; start += STEP) {
    const some = items.slice(start, start + STEP);
    const values = new Set(some.map(({ data }) => comparedAt(data, path)).filter(isCompared));
    const stored = values.size === 0 ? [] : await look([...values]);
    for (const { id, data } of stored) {
      const value = comparedAt(data, path);
      if (isCompared(value)) known.set(value, id);
    }
    for (const item of some) {
      const value = comparedAt(item.data, path);
      if (!isCompared(value)) continue;
      const holder = known.get(value);
      if (holder === undefined) known.set(value, item.id);
      else if (holder !== item.id) breakers.push(item);
    }
  }
  return breakers;
}

const isCompared = (value: Scalar): value is string | number | boolean => value !== null;

/** What a unique index compares; null for all else. */
function comparedAt(data: JsonObject, path: DataPath): Scalar {
  const value = valueAt(data, path);
  return typeof value === "object" || value === undefined ? null : value;
}
