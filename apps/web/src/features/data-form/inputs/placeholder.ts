import { dataFormTexts } from "@/features/data-form/texts";
import type { FieldValue } from "../model/field-from-schema";

/** Says what an empty input means: no value, null or the empty string. */
export function placeholderFor(value: FieldValue, example?: string): string {
  if (value === null) return "null";
  if (value === "") return dataFormTexts.emptyString;
  return example === undefined ? dataFormTexts.notSet : dataFormTexts.notSetAs(example);
}
