import { DataIndex } from "@roster/contract";
import { type DataIndexRow, toTimestamp } from "@roster/db";

export function toDataIndex({ path, isUnique, state, createdAt }: DataIndexRow): DataIndex {
  return DataIndex.parse({ path, unique: isUnique, state, createdAt: toTimestamp(createdAt) });
}
