import { isDigit, LETTER_E, LOWER_CASE, MINUS, PLUS, POINT, ZERO } from "./characters.js";
import { invalidJson } from "./invalid-json.js";

/**
 * The index after the number that starts at `start`, up to its exponent.
 *
 * @throws AppError INVALID if there is none.
 */
export function endOfDecimal(text: string, start: number): number {
  let at = text.charCodeAt(start) === MINUS ? start + 1 : start;
  at = text.charCodeAt(at) === ZERO ? at + 1 : endOfDigits(text, at);
  return text.charCodeAt(at) === POINT ? endOfDigits(text, at + 1) : at;
}

/**
 * The index after the exponent that starts at `start`; `start` if there is none.
 *
 * @throws AppError INVALID if it has no digits.
 */
export function endOfExponent(text: string, start: number): number {
  if ((text.charCodeAt(start) | LOWER_CASE) !== LETTER_E) return start;
  const sign = text.charCodeAt(start + 1);
  return endOfDigits(text, sign === PLUS || sign === MINUS ? start + 2 : start + 1);
}

/** The index after one or more digits. */
function endOfDigits(text: string, start: number): number {
  let at = start;
  while (isDigit(text.charCodeAt(at))) at += 1;
  if (at === start) throw invalidJson(text, at);
  return at;
}
