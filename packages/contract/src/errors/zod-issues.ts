import type { ZodError } from "zod";
import type { Issue } from "./errors.js";

/** A zod error as issues, with one issue for each unknown key. */
export function toIssues(error: ZodError): Issue[] {
  return error.issues.flatMap((issue): Issue[] => {
    const path = issue.path.map((key) => (typeof key === "symbol" ? String(key) : key));
    if (issue.code !== "unrecognized_keys") return [{ path, message: issue.message }];
    return issue.keys.map((key) => ({ path: [...path, key], message: "is not a known key" }));
  });
}
