import { CLOSING_BRACE, COMMA, CURLY, OPENING_BRACE, SPACE } from "./characters.js";
import { endOfString } from "./json-tokens.js";

const parseString: (token: string) => string = JSON.parse;

/**
 * Walks over the members or items of the container at `start` in valid JSON. `readValue` is given the key or index
 * and the start of each value, and returns its end. Returns the end of the container. Nested walks read each
 * character once; slices of nested objects would be read again at each level.
 */
export function walkJson(
  text: string,
  start: number,
  readValue: (key: string | number, start: number) => number,
): number {
  const isObject = text.charCodeAt(start) === OPENING_BRACE;
  let at = start + 1;
  for (let index = 0; ; index += 1) {
    at = skipSpace(text, at);
    const code = text.charCodeAt(at);
    if ((code | CURLY) === CLOSING_BRACE) return at + 1;
    if (code === COMMA) at = skipSpace(text, at + 1);
    if (!isObject) {
      at = readValue(index, at);
      continue;
    }
    const end = endOfString(text, at);
    const token = text.slice(at + 1, end - 1);
    const key = token.includes("\\") ? parseString(`"${token}"`) : token;
    at = readValue(key, skipSpace(text, text.indexOf(":", end) + 1));
  }
}

/** The index of the next token; Roster's own responses have no white space between tokens. */
export function skipSpace(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) <= SPACE) at += 1;
  return at;
}
