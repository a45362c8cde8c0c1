import type { DataPath } from "@roster/contract";
import { type Scalar, toExactNumber } from "@roster/contract/filter";
import { parseToken, valueTokenAt } from "@roster/contract/json";

/** How many values one statement looks up. */
const BATCH_SIZE = 100;

interface IdentifiedData {
  readonly id: string;
  readonly dataJson: string;
}

/** The items whose value at `path` belongs to an earlier item or to a stored user. */
export async function findDuplicates<Item extends IdentifiedData>(
  items: readonly Item[],
  path: DataPath,
  findStored: (values: readonly Scalar[]) => Promise<readonly IdentifiedData[]>,
): Promise<Item[]> {
  const owners = new Map<Scalar, string>();
  const duplicates: Item[] = [];
  for (let start = 0; start < items.length; start += BATCH_SIZE) {
    const batch = items.slice(start, start + BATCH_SIZE);
    const values = new Set(
      batch.map(({ dataJson }) => indexedValueAt(dataJson, path)).filter(isIndexed),
    );
    const stored = values.size === 0 ? [] : await findStored([...values]);
    for (const { id, dataJson } of stored) {
      const value = indexedValueAt(dataJson, path);
      if (isIndexed(value)) owners.set(value, id);
    }
    for (const item of batch) {
      const value = indexedValueAt(item.dataJson, path);
      if (!isIndexed(value)) continue;
      const owner = owners.get(value);
      if (owner === undefined) owners.set(value, item.id);
      else if (owner !== item.id) duplicates.push(item);
    }
  }
  return duplicates;
}

const isIndexed = (value: Scalar): value is Exclude<Scalar, null> => value !== null;

/** The value that a unique index compares; null if it compares none. */
function indexedValueAt(dataJson: string, [, ...keys]: DataPath): Scalar {
  const value = parseToken(valueTokenAt(dataJson, keys) ?? "null");
  if (typeof value === "number" || typeof value === "bigint") return toExactNumber(value);
  return typeof value === "object" ? null : value;
}
