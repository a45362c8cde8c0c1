import type { JsonObject, JsonValue } from "@roster/contract/json";
import { type Draft, type Drafts, noDrafts, withoutPath } from "./drafts";
import { fieldId, isJsonObject, type Path, withValue } from "./path";

export type EditorMode = "form" | "json";

/** A user's data while it is edited. */
export interface EditedData {
  readonly mode: EditorMode;
  /** What the form shows. */
  readonly data: JsonObject;
  /** What the JSON editor shows; `textOf` is what it says, so that its own layout is kept. */
  readonly text: string;
  readonly textOf: JsonObject;
  readonly drafts: Drafts;
}

const write = (data: JsonObject) => JSON.stringify(data, null, 2);

export function beginEdit(initial: JsonObject, mode: EditorMode): EditedData {
  return { mode, data: initial, text: write(initial), textOf: initial, drafts: noDrafts };
}

/** Undefined removes the value. */
export function changeValue(
  edited: EditedData,
  path: Path,
  value: JsonValue | undefined,
): EditedData {
  const { data, drafts } = edited;
  const changed = withValue(data, path, value);
  return {
    ...edited,
    data: isJsonObject(changed) ? changed : {},
    drafts: value == null ? forget(drafts, path) : drafts,
  };
}

/** An emptied number stays as it is typed; all else that is removed is forgotten. */
function forget(drafts: Drafts, path: Path): Drafts {
  return drafts.get(fieldId(path))?.text === "" ? drafts : withoutPath(drafts, path);
}

/** The same data in the other way. What it was read from is shown again as it was laid out. */
export function showAs(edited: EditedData, mode: EditorMode, data: JsonObject): EditedData {
  const isLaidOut = mode === "form" || data === edited.textOf;
  return {
    mode,
    data,
    text: isLaidOut ? edited.text : write(data),
    textOf: data,
    drafts: noDrafts,
  };
}

/** What was typed in the form that is no value. */
export function unreadDraft({ drafts }: EditedData): Draft | undefined {
  return [...drafts.values()].find(({ message }) => message !== undefined);
}

/** Whether there is anything to save. */
export function isEdited(edited: EditedData, initial: JsonObject): boolean {
  if (edited.mode === "json") return edited.text !== write(initial);
  return unreadDraft(edited) !== undefined || write(edited.data) !== write(initial);
}
