import type { User } from "@roster/contract";
import type { JsonObject } from "@roster/contract/json";
import { type Completions, completionsAt } from "./completions";
import { pathHintsOf } from "./path-hints-of";

/** Loaded when somebody begins to write a filter: the visit that does not is spared of it. */
export function completerOf(schema: JsonObject | null | undefined, users: readonly User[]) {
  const hints = pathHintsOf(schema, users);
  return (text: string, caret: number): Completions => completionsAt(text, caret, hints);
}
