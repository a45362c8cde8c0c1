import { invalid } from "../errors/app-error.js";
import type { Issue } from "../errors/errors.js";
import { isObjectToken } from "./json-tokens.js";
import { JsonScanner } from "./json-scanner.js";
import { JsonText } from "./json-text.js";

/**
 * Reads text that consists of one object.
 *
 * @throws AppError INVALID for any other text, and for an object that cannot be stored, with the paths.
 */
export function parseJsonText(text: string): JsonText {
  const read = readJsonText(text);
  const [first, ...rest] = read.issues;
  if (first) throw invalid([first, ...rest]);
  return read;
}

/** Like {@link parseJsonText}, but what is wrong with the object is in its `issues`. */
export function readJsonText(text: string): JsonText {
  const { token, issues } = readToken(text);
  if (isObjectToken(token)) return new JsonText(token, issues);
  throw invalid([{ path: [], message: "must be a JSON object" }]);
}

/**
 * Reads text that consists of one value of any type: its token, and why it cannot be stored.
 *
 * @throws AppError INVALID for text that is not JSON.
 */
export function readToken(text: string): {
  readonly token: string;
  readonly issues: readonly Issue[];
} {
  const scanner = new JsonScanner(text);
  scanner.skipOuterSpace();
  const { text: token, issues } = scanner.readText();
  scanner.readEnd();
  return { token, issues };
}
