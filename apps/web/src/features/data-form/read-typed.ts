import { AppError, findDataIssues } from "@roster/contract";
import { type JsonValue, parseExactJson } from "@roster/contract/json";
import { dataFormTexts } from "@/features/data-form/texts";

/** A value, or why the text is none. */
export interface Typed<Value extends JsonValue> {
  readonly value?: Value;
  readonly message?: string;
}

export function readNumber(text: string): Typed<number> {
  const { value, message } = readJson(text);
  if (typeof value === "number") return { value };
  const isNumeric = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text);
  return { message: isNumeric && message !== undefined ? message : dataFormTexts.notANumber };
}

/** By the rules of the whole data: what JavaScript would change in reading is refused. */
export function readJson(text: string): Typed<JsonValue> {
  try {
    const value = parseExactJson(text);
    const [issue] = findDataIssues({ value });
    return issue ? { message: issue.message } : { value };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { message: text.trim() === "" ? dataFormTexts.nothing : error.message };
  }
}
