import { AppError, findDataIssues, type Issue } from "@roster/contract";
import { formatPath, type JsonObject, parseExactJson } from "@roster/contract/json";
import { jsonTexts } from "@/features/json/texts";
import { findPath, findSyntaxError, positionAt, type Range } from "./json-ranges";

/** A problem in the text and its location. */
export interface JsonProblem extends Range {
  readonly message: string;
  /** "Line 3, column 5". */
  readonly position: string;
}

export type JsonCheck =
  | { readonly data: JsonObject; readonly problems?: never }
  | { readonly data?: never; readonly problems: readonly JsonProblem[] };

/** Parses a user's data from typed text with the server's rules. */
export function checkJson(text: string): JsonCheck {
  try {
    const value = parseExactJson(text);
    const issues = findDataIssues(value);
    if (issues.length > 0) return { problems: locateIssues(text, issues) };
    if (isObject(value)) return { data: value };
  } catch (error) {
    if (!isInvalidError(error)) throw error;
    return { problems: toProblems(text, error) };
  }
  return { problems: locateIssues(text, [{ path: [], message: jsonTexts.notAnObject }]) };
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

function isInvalidError(error: unknown): error is AppError<"INVALID"> {
  return error instanceof AppError && error.code === "INVALID";
}

function toProblems(text: string, error: AppError<"INVALID">): JsonProblem[] {
  const issues = error.details?.issues ?? [];
  const isSyntax = issues.every(({ path }) => path.length === 0);
  if (!isSyntax) return locateIssues(text, issues);
  const message = text.trim() === "" ? jsonTexts.empty : syntaxErrorReason(error);
  return [toProblem(text, findSyntaxError(text), message)];
}

/** The engine's message without its location, whose format differs between engines. */
function syntaxErrorReason({ message }: AppError): string {
  return message
    .replace(/^Invalid JSON: /, "")
    .replace(/^JSON\.parse: /, "")
    .replace(/,? (?:in JSON )?at (?:position|line) .*$/s, "")
    .replace(/, (?:\.\.\.)?".*is not valid JSON$/s, "")
    .replace(/ JSON input$/, " of the text");
}

function toProblem(text: string, range: Range, message: string): JsonProblem {
  const { line, column } = positionAt(text, range.from);
  return { ...range, message, position: jsonTexts.position(line, column) };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Reindents the text; undefined if formatting would change its value. */
export function formatJson(text: string): string | undefined {
  const { data } = checkJson(text);
  return data && JSON.stringify(data, null, 2);
}
