import type { ZodError } from "zod";
import type { Issue } from "./errors.js";

/** What zod found, in the terms of our errors; of unknown keys each is an issue of its own. */
export function toIssues(error: ZodError): Issue[] {
  return error.issues.flatMap((issue): Issue[] => {
    const path = issue.path.map((step) => (typeof step === "symbol" ? String(step) : step));
    if (issue.code !== "unrecognized_keys") return [{ path, message: issue.message }];
    return issue.keys.map((key) => ({ path: [...path, key], message: "is not a known key" }));
  });
}
