/** How many objects and arrays deep JSON may be: more than any input of ours can be. */
export const MAX_JSON_DEPTH = 256;

/** How many values JSON may have in all, keyed or in arrays; a full batch of ordinary users has a tenth. */
export const MAX_JSON_VALUES = 1_000_000;

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
/** Set in the codes of `{` and `}`, and not in those of `[` and `]`, which are alike but for it. */
const CURLY = 0x20;
const OPENING = 0x7b;
const CLOSING = 0x7d;

/**
 * What is too much in the text, in words; undefined where nothing is. Looks at text that is not parsed
 * yet, since parsing is what costs: a small body can hold a million empty arrays.
 */
export function findJsonLimitIssue(text: string): string | undefined {
  if (text.length <= MAX_JSON_DEPTH) return undefined; // too short for either
  let depth = 0;
  let values = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === COMMA) values += 1;
    else if ((code | CURLY) === OPENING) {
      depth += 1;
      values += 1;
      if (depth > MAX_JSON_DEPTH) return `is nested more than ${MAX_JSON_DEPTH} deep`;
    } else if ((code | CURLY) === CLOSING) depth -= 1;
    if (values > MAX_JSON_VALUES) return `has more than ${MAX_JSON_VALUES} values`;
  }
  return undefined;
}

/** The place of the quote that ends the string; the text's end where none does. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at;
    if (code === BACKSLASH) at += 1;
  }
  return text.length;
}
