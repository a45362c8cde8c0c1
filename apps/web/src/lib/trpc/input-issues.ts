import { isRosterError } from "@roster/client";
import type { Issue } from "@roster/contract";

/** The server's issues with one part of a call's input, with paths relative to that part. */
export function inputIssues(cause: unknown, part: string): Issue[] {
  if (isRosterError(cause, "CONFLICT")) {
    const { path } = cause.data.details ?? {};
    return path?.[0] === part ? [{ path: path.slice(1), message: cause.message }] : [];
  }
  const issues = isRosterError(cause, "INVALID") ? cause.data.details?.issues : undefined;
  return (issues ?? []).flatMap(({ path, message }) =>
    path[0] === part ? [{ path: path.slice(1), message }] : [],
  );
}
