import { DataIndex, type DataPath, invalid, isDataPath, parseUserPath } from "@roster/contract";
import { type DataIndexRow, toTimestamp } from "@roster/db";

/** @throws AppError INVALID if `text` is not a data path. */
export function parseIndexedPath(text: string): DataPath {
  const path = parseUserPath(text);
  if ("value" in path && isDataPath(path.value)) return path.value;
  throw invalid([{ path: ["path"], message: "is not a data path; use data.<key>" }]);
}

export function toDataIndex({ path, isUnique, state, createdAt }: DataIndexRow): DataIndex {
  return DataIndex.parse({ path, unique: isUnique, state, createdAt: toTimestamp(createdAt) });
}
