import { isAppError, type Issue } from "@roster/contract";
import { formatPath, type JsonText, readJsonText } from "@roster/contract/json";
import { jsonTexts } from "@/features/json/texts";
import { findPath, offsetAt, positionAt, type Range } from "./json-ranges";

/** A problem in the text and its location. */
export interface JsonProblem extends Range {
  readonly message: string;
  /** "Line 3, column 5". */
  readonly position: string;
}

export type JsonCheck =
  | { readonly data: JsonText; readonly problems?: never }
  | { readonly data?: never; readonly problems: readonly JsonProblem[] };

/** Reads a user's data from typed text with the server's rules. */
export function checkJson(text: string): JsonCheck {
  try {
    const data = readJsonText(text);
    return data.issues.length === 0 ? { data } : { problems: locateIssues(text, data.issues) };
  } catch (error) {
    if (!isAppError(error)) throw error;
    const issues = error.details && "issues" in error.details ? error.details.issues : undefined;
    return { problems: (issues ?? []).map((issue) => toSyntaxProblem(text, issue)) };
  }
}

/** Locates issues in the text; their paths start at its root value. */
export function locateIssues(text: string, issues: readonly Issue[]): JsonProblem[] {
  return issues.map(({ path, message }) => {
    const name = formatPath(path);
    return toProblem(
      text,
      findPath(text, path),
      name === "" ? message : jsonTexts.at(name, message),
    );
  });
}

/** Locates the issue of text that cannot be parsed. */
function toSyntaxProblem(text: string, { path, message }: Issue): JsonProblem {
  const located = /^(.*) at line (\d+), column (\d+)$/.exec(message);
  if (!located) return toProblem(text, findPath(text, path), message);
  const [, reason = "", line, column] = located;
  const end = text.trimEnd().length;
  if (end === 0) return toProblem(text, { from: 0, to: 0 }, jsonTexts.empty);
  const offset = offsetAt(text, { line: Number(line), column: Number(column) });
  const from = Math.min(offset, end - 1); // the end of the text has no character to mark
  return toProblem(text, { from, to: from + 1 }, reason);
}

function toProblem(text: string, range: Range, message: string): JsonProblem {
  const { line, column } = positionAt(text, range.from);
  return { ...range, message, position: jsonTexts.position(line, column) };
}
