import type { JsonObject, JsonValue } from "@roster/contract/json";
import { type Draft, type Drafts, noDrafts, removePath } from "./drafts";
import { isJsonObject } from "@/lib/json";
import { type DataPath, fieldId, setAtPath } from "./data-path";

export type EditorMode = "form" | "json";

/** A user's data while it is edited. */
export interface DataEdit {
  readonly mode: EditorMode;
  /** What the form shows. */
  readonly data: JsonObject;
  /** What the JSON editor shows; `textOf` is what it says, so that its own layout is kept. */
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

/** An emptied number stays as it is typed; all else that is removed is forgotten. */
function discardDrafts(drafts: Drafts, path: DataPath): Drafts {
  return drafts.get(fieldId(path))?.text === "" ? drafts : removePath(drafts, path);
}

/** The same data in the other way. What it was read from is shown again as it was laid out. */
export function switchMode(edited: DataEdit, mode: EditorMode, data: JsonObject): DataEdit {
  const isLaidOut = mode === "form" || data === edited.textData;
  return {
    mode,
    data,
    text: isLaidOut ? edited.text : stringify(data),
    textData: data,
    drafts: noDrafts,
  };
}

/** What was typed in the form that is no value. */
export function findInvalidDraft({ drafts }: DataEdit): Draft | undefined {
  return [...drafts.values()].find(({ message }) => message !== undefined);
}

/** Whether there is anything to save. */
export function isDirty(edited: DataEdit, initial: JsonObject): boolean {
  if (edited.mode === "json") return edited.text !== stringify(initial);
  return findInvalidDraft(edited) !== undefined || stringify(edited.data) !== stringify(initial);
}
