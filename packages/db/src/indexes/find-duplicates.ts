import type { DataPath } from "@roster/contract";
import type { Scalar } from "@roster/contract/filter";
import type { JsonObject } from "@roster/contract/json";
import { valueAt } from "../users/query/sort-key.js";

/** So many values are looked for in one statement. */
const BATCH_SIZE = 100;

interface IdentifiedData {
  readonly id: string;
  readonly data: JsonObject;
}

/** Those that have a value of another before them, or of a stored user; `look` finds those of some values. */
export async function findDuplicates<Item extends IdentifiedData>(
  items: readonly Item[],
  path: DataPath,
  findStored: (values: readonly Scalar[]) => Promise<readonly IdentifiedData[]>,
): Promise<Item[]> {
  const known = new Map<Scalar, string>();
  const duplicates: Item[] = [];
  for (let start = 0; start < items.length; start += BATCH_SIZE) {
    const some = items.slice(start, start + BATCH_SIZE);
    const values = new Set(some.map(({ data }) => indexedValueAt(data, path)).filter(isIndexed));
    const stored = values.size === 0 ? [] : await findStored([...values]);
    for (const { id, data } of stored) {
      const value = indexedValueAt(data, path);
      if (isIndexed(value)) known.set(value, id);
    }
    for (const item of some) {
      const value = indexedValueAt(item.data, path);
      if (!isIndexed(value)) continue;
      const holder = known.get(value);
      if (holder === undefined) known.set(value, item.id);
      else if (holder !== item.id) duplicates.push(item);
    }
  }
  return duplicates;
}

const isIndexed = (value: Scalar): value is string | number | boolean => value !== null;

/** What a unique index compares; null for all else. */
function indexedValueAt(data: JsonObject, path: DataPath): Scalar {
  const value = valueAt(data, path);
  return typeof value === "object" || value === undefined ? null : value;
}
