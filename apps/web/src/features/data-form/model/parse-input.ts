import { AppError } from "@roster/contract";
import { readToken } from "@roster/contract/json";
import { dataFormTexts } from "@/features/data-form/texts";

/** The token of a value, or a message saying why the input is invalid. */
export type ParsedInput =
  | { readonly token: string; readonly message?: never }
  | { readonly token?: never; readonly message: string };

const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i;

export const parseNumberInput = (text: string): ParsedInput =>
  number.test(text) ? parseJsonInput(text) : { message: dataFormTexts.notANumber };

/** Applies the rules of user data to typed JSON. */
export function parseJsonInput(text: string): ParsedInput {
  try {
    const { token, issues } = readToken(text);
    return issues[0] ? { message: issues[0].message } : { token };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { message: text.trim() === "" ? dataFormTexts.empty : error.message };
  }
}
