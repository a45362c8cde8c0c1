import {
  AppError,
  type DataPath,
  formatUserPath,
  isAppError,
  isDataPath,
  type SortPath,
  type UserPath,
} from "@roster/contract";
import type { Filter } from "@roster/contract/filter";
import type { Database, UserQuery } from "@roster/db";

/** Awaits the scans of a query. If they take too long, the error names the paths that an index could serve. */
export async function nameUnindexedPaths<T>(
  { dataIndexes }: Pick<Database, "dataIndexes">,
  { appId, query }: { readonly appId: string; readonly query: UserQuery },
  scans: Promise<T>,
): Promise<T> {
  try {
    return await scans;
  } catch (error) {
    if (!isAppError(error) || error.code !== "QUERY_TIMEOUT") throw error;
    const ready = await dataIndexes.readyIndexes.of(appId);
    const paths = new Set(dataPathsOf(query).map(formatUserPath));
    const unindexedPaths = [...paths].filter((path) => !ready.has(path));
    const advice = adviceFor(unindexedPaths, query);
    throw new AppError("QUERY_TIMEOUT", `${error.message}; ${advice}`, {
      details: { unindexedPaths },
      cause: error.cause,
    });
  }
}

function adviceFor([first, ...rest]: readonly string[], { search }: UserQuery): string {
  if (first === undefined) {
    return search === undefined
      ? "narrow the filter, so that fewer users match"
      : "a search reads all users; use a filter on an indexed path instead";
  }
  const paths = [first, ...rest].join(", ");
  return `there is no ready index on ${paths}; add one with indexes.add, or narrow the filter`;
}

function dataPathsOf({ filter, sort }: UserQuery): DataPath[] {
  const paths: (UserPath | SortPath)[] = sort.map(({ path }) => path);
  const visit = (node: Filter): void => {
    if ("filters" in node) node.filters.forEach(visit);
    else if ("filter" in node) visit(node.filter);
    else paths.push(node.path);
  };
  if (filter) visit(filter);
  return paths.filter(isDataPath);
}
