/** The maximum nesting depth of JSON input: deeper than any valid input. */
export const MAX_JSON_DEPTH = 256;

/** The maximum number of values in JSON input; a full batch of typical users has a tenth of it. */
export const MAX_JSON_VALUES = 1_000_000;

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
/** The bit by which `{` and `}` differ from `[` and `]`. */
const CURLY = 0x20;
const OPENING = 0x7b;
const CLOSING = 0x7d;

/**
 * The limit that the JSON text exceeds; undefined if none. Works on unparsed text because parsing is the
 * expensive part: a small body can hold a million empty arrays.
 */
export function findJsonLimitIssue(text: string): string | undefined {
  if (text.length <= MAX_JSON_DEPTH) return undefined; // too short to exceed either limit
  let depth = 0;
  let values = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) index = endOfString(text, index);
    else if (code === COMMA) values += 1;
    else if ((code | CURLY) === OPENING) {
      depth += 1;
      values += 1;
      if (depth > MAX_JSON_DEPTH) return `is nested more than ${MAX_JSON_DEPTH} levels deep`;
    } else if ((code | CURLY) === CLOSING) depth -= 1;
    if (values > MAX_JSON_VALUES) return `has more than ${MAX_JSON_VALUES} values`;
  }
  return undefined;
}

/** The index of the closing quote; the text's length if there is none. */
function endOfString(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) return index;
    if (code === BACKSLASH) index += 1;
  }
  return text.length;
}
