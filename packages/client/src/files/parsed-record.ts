import { type AppError, type Issue, isAppError, type RawUser } from "@roster/contract";
import { parseExactJson } from "@roster/contract/json";

/** What stands at one place of a file: a value, or what is wrong with its text. */
export interface ParsedRecord {
  /** Where it begins; the first line is 1. */
  readonly line: number;
  readonly text: string;
  readonly value?: unknown;
  /** In place of the value, where it is a user who is written plainly. */
  readonly user?: RawUser;
  readonly issues: readonly Issue[];
}

/** JSON that JavaScript would change in reading is an issue, with its path. */
export function parseJson(text: string): { value: unknown } | { issues: readonly Issue[] } {
  try {
    return { value: parseExactJson(text) };
  } catch (error) {
    if (!isAppError(error) || !hasIssues(error)) throw error;
    return { issues: error.details.issues };
  }
}

export function toInvalidRecord(
  place: { line: number; text: string },
  message: string,
): ParsedRecord {
  return { ...place, issues: [{ path: [], message }] };
}

function hasIssues(error: AppError): error is AppError<"INVALID"> & {
  details: { issues: readonly Issue[] };
} {
  return error.details !== undefined && "issues" in error.details;
}
