import type { JsonValue } from "@roster/contract/json";
import { dataFormTexts } from "@/features/data-form/texts";

/** Says what an empty input means: no value, null or the empty string. */
export function placeholderFor(value: JsonValue | undefined, example?: string): string {
  if (value === null) return "null";
  if (value === "") return dataFormTexts.emptyString;
  return example === undefined ? dataFormTexts.notSet : dataFormTexts.notSetAs(example);
}
