import { isAppError, type PatchUserOutcome } from "@roster/contract";

/** The outcomes of batches for a user whose change was rejected. */
type RejectedOutcome = Extract<PatchUserOutcome, { status: "invalid" | "conflict" }>;

/**
 * The outcome for a user whose change was rejected.
 *
 * @throws the error itself if it is not about this user's data, since it may affect all users.
 */
export function toRejectedOutcome(id: string, error: unknown): RejectedOutcome {
  if (!isAppError(error) || !error.details) throw error;
  const { details } = error;
  if ("issues" in details) {
    const issues = details.issues.map(({ path, message }) => ({ path: [...path], message }));
    return { status: "invalid", id, issues };
  }
  if ("limitBytes" in details) {
    const message = `has ${details.actualBytes} bytes; at most ${details.limitBytes} are allowed`;
    return { status: "invalid", id, issues: [{ path: ["data"], message }] };
  }
  if (!("path" in details) || !details.path) throw error;
  return { status: "conflict", id, path: [...details.path] };
}
