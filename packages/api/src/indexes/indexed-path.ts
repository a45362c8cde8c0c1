import { type DataPath, invalid, isDataPath, parseUserPath } from "@roster/contract";

/** The path that an input names. */
export function readIndexedPath(text: string): DataPath {
  const path = parseUserPath(text);
  if ("value" in path && isDataPath(path.value)) return path.value;
  throw invalid([{ path: ["path"], message: "is not a data path; use data.<key>" }]);
}
