import type { JsonObject, JsonValue } from "@roster/contract/json";
import { type Draft, type Drafts, noDrafts, removePath } from "./drafts";
import { isJsonObject } from "@/lib/json";
import { type DataPath, fieldId, setAtPath } from "./data-path";

export type EditorMode = "form" | "json";

/** The state of an edit of a user's data. */
export interface DataEdit {
  readonly mode: EditorMode;
  /** Shown in the form. */
  readonly data: JsonObject;
  /** Shown in the JSON editor; `textData` is its value, which preserves the formatting of unchanged text. */
  readonly text: string;
  readonly textData: JsonObject;
  readonly drafts: Drafts;
}

const stringify = (data: JsonObject) => JSON.stringify(data, null, 2);

export function startEdit(initial: JsonObject, mode: EditorMode): DataEdit {
  return { mode, data: initial, text: stringify(initial), textData: initial, drafts: noDrafts };
}

/** Undefined removes the value. */
export function setValue(edited: DataEdit, path: DataPath, value: JsonValue | undefined): DataEdit {
  const { data, drafts } = edited;
  const changed = setAtPath(data, path, value);
  return {
    ...edited,
    data: isJsonObject(changed) ? changed : {},
    drafts: value == null ? discardDrafts(drafts, path) : drafts,
  };
}

/** Keeps the draft of an emptied number, and discards all others at the path. */
function discardDrafts(drafts: Drafts, path: DataPath): Drafts {
  return drafts.get(fieldId(path))?.text === "" ? drafts : removePath(drafts, path);
}

/** Shows the data in the other mode; unchanged text keeps its formatting. */
export function switchMode(edited: DataEdit, mode: EditorMode, data: JsonObject): DataEdit {
  const keepsText = mode === "form" || data === edited.textData;
  return {
    mode,
    data,
    text: keepsText ? edited.text : stringify(data),
    textData: data,
    drafts: noDrafts,
  };
}

/** The first draft in the form that is not a valid value. */
export function findInvalidDraft({ drafts }: DataEdit): Draft | undefined {
  return [...drafts.values()].find(({ message }) => message !== undefined);
}

/** Whether there are changes to save. */
export function isDirty(edited: DataEdit, initial: JsonObject): boolean {
  if (edited.mode === "json") return edited.text !== stringify(initial);
  return findInvalidDraft(edited) !== undefined || stringify(edited.data) !== stringify(initial);
}
