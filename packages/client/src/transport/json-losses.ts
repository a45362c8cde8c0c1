import { findDataIssues, type Issue } from "@roster/contract";

/**
 * The issues of a batch item that JSON would change. Anything else, valid or not, is left to the server, which
 * validates each item separately, so that one invalid item does not affect the others.
 */
export function findJsonLosses(item: unknown): Issue[] {
  const issues = findDataIssues(item).filter(({ path }) => !isOmittedOption(item, path));
  if (issues.length === 0) return issues;
  const sent = roundTrip(item);
  const isChanged = sent === undefined || !areEqual(issues, findDataIssues(sent.copy));
  return isChanged ? issues : [];
}

/** Whether it is an undefined option of the item, which is the same as an absent one. */
function isOmittedOption(item: unknown, [key, ...rest]: Issue["path"]): boolean {
  if (typeof item !== "object" || item === null || rest.length > 0) return false;
  return key !== undefined && Reflect.get(item, key) === undefined;
}

/** What the server would parse; undefined for a value that is not JSON, such as a cycle. */
function roundTrip(item: unknown): { readonly copy: unknown } | undefined {
  try {
    return { copy: JSON.parse(JSON.stringify(item) ?? "null") };
  } catch {
    return undefined;
  }
}

const areEqual = (issues: readonly Issue[], others: readonly Issue[]) =>
  JSON.stringify(issues) === JSON.stringify(others);
