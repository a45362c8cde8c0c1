import { type AppError, type Issue, isAppError, type RawUser } from "@roster/contract";
import { parseExactJson } from "@roster/contract/json";

/** A line or record of a file: its value, or its issues. */
export interface ParsedRecord {
  /** The line that it starts on; the first line is 1. */
  readonly line: number;
  readonly text: string;
  readonly value?: unknown;
  /** Instead of the value, if it is a raw user. */
  readonly user?: RawUser;
  readonly issues: readonly Issue[];
}

/** Parses JSON. Values that JavaScript would change are reported as issues, with their paths. */
export function parseJson(text: string): { value: unknown } | { issues: readonly Issue[] } {
  try {
    return { value: parseExactJson(text) };
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
