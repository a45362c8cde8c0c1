import { AppError, findDataIssues } from "@roster/contract";
import { type JsonValue, parseExactJson } from "@roster/contract/json";
import { dataFormTexts } from "@/features/data-form/texts";

/** A value, or a message saying why the input is invalid. */
export interface ParsedInput<Value extends JsonValue> {
  readonly value?: Value;
  readonly message?: string;
}

export function parseNumberInput(text: string): ParsedInput<number> {
  const { value, message } = parseJsonInput(text);
  if (typeof value === "number") return { value };
  const isNumeric = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text);
  return { message: isNumeric && message !== undefined ? message : dataFormTexts.notANumber };
}

/** Applies the rules of user data: rejects JSON that JavaScript cannot represent exactly. */
export function parseJsonInput(text: string): ParsedInput<JsonValue> {
  try {
    const value = parseExactJson(text);
    const [issue] = findDataIssues({ value });
    return issue ? { message: issue.message } : { value };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { message: text.trim() === "" ? dataFormTexts.empty : error.message };
  }
}
