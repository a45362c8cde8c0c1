import { type AppError, type Issue, isAppError } from "@roster/contract";

/** A line or record of a file: the fields of its user, or its issues. */
export interface ParsedRecord {
  /** The line that it starts on; the first line is 1. */
  readonly line: number;
  readonly text: string;
  /** With the data as a `JsonText`. */
  readonly user?: unknown;
  readonly issues: readonly Issue[];
}

/** The result of `parse`, or the issues of the text that it rejects. */
export function parseOrIssues<Value>(
  parse: () => Value,
): { readonly user: Value } | { readonly issues: readonly Issue[] } {
  try {
    return { user: parse() };
  } catch (error) {
    if (!isAppError(error) || !hasIssues(error)) throw error;
    return { issues: error.details.issues };
  }
}

export function toInvalidRecord(
  source: { line: number; text: string },
  message: string,
): ParsedRecord {
  return { ...source, issues: [{ path: [], message }] };
}

function hasIssues(error: AppError): error is AppError<"INVALID"> & {
  details: { issues: readonly Issue[] };
} {
  return error.details !== undefined && "issues" in error.details;
}
