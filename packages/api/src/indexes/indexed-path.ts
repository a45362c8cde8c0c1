import { type DataPath, invalid, isDataPath, parseUserPath } from "@roster/contract";

/** The path that an input names. */
export function readIndexedPath(text: string): DataPath {
  const path = parseUserPath(text);
  if (!("problem" in path) && isDataPath(path)) return path;
  throw invalid([{ path: ["path"], message: "is no path of data; write data.<key>" }]);
}
