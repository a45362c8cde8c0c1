import type { JsonValue } from "@roster/contract/json";
import { dataFormTexts } from "@/features/data-form/texts";

/** What an empty box stands for: no value, null, or the empty text. */
export function placeholderFor(value: JsonValue | undefined, example?: string): string {
  if (value === null) return "null";
  if (value === "") return dataFormTexts.emptyString;
  return example === undefined ? dataFormTexts.notSet : dataFormTexts.notSetAs(example);
}
