import { findDataIssues, type Issue } from "@roster/contract";

/**
 * What is wrong with an item of a batch that JSON would change on its way. What JSON carries as it is,
 * good or bad, the server judges item by item, so that one bad item need not stop the others.
 */
export function findJsonLosses(item: unknown): Issue[] {
  const issues = findDataIssues(item).filter(({ path }) => !isOmittedOption(item, path));
  if (issues.length === 0) return issues;
  const sent = roundTrip(item);
  const isChanged = sent === undefined || !areEqual(issues, findDataIssues(sent.copy));
  return isChanged ? issues : [];
}

/** An option of the item that is undefined, which is the same as absent. */
function isOmittedOption(item: unknown, [key, ...rest]: Issue["path"]): boolean {
  if (typeof item !== "object" || item === null || rest.length > 0) return false;
  return key !== undefined && Reflect.get(item, key) === undefined;
}

/** What the server would read; nothing where it is no JSON at all, such as a cycle. */
function roundTrip(item: unknown): { readonly copy: unknown } | undefined {
  try {
    return { copy: JSON.parse(JSON.stringify(item) ?? "null") };
  } catch {
    return undefined;
  }
}

const areEqual = (issues: readonly Issue[], others: readonly Issue[]) =>
  JSON.stringify(issues) === JSON.stringify(others);
