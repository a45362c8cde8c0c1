import { formatJson } from "@/features/json/format-json";
import { type Draft, type Drafts, noDrafts, removePath } from "./drafts";
import { type DataPath, fieldId, setTokenAt } from "./data-path";

export type EditorMode = "form" | "json";

/** The state of an edit of a user's data. */
export interface DataEdit {
  readonly mode: EditorMode;
  /** Shown in the form: the token of the data. */
  readonly data: string;
  /** Shown in the JSON editor; `textData` is its token, which preserves the formatting of unchanged text. */
  readonly text: string;
  readonly textData: string;
  readonly drafts: Drafts;
}

export function startEdit(initial: string, mode: EditorMode): DataEdit {
  return { mode, data: initial, text: formatJson(initial), textData: initial, drafts: noDrafts };
}

/** Sets the value at a path to a token; undefined removes it. */
export function setToken(edited: DataEdit, path: DataPath, token: string | undefined): DataEdit {
  const { data, drafts } = edited;
  const isEmpty = token === undefined || token === "null";
  return {
    ...edited,
    data: setTokenAt(data, path, token) ?? "{}",
    drafts: isEmpty ? discardDrafts(drafts, path) : drafts,
  };
}

/** Keeps the draft of an emptied number, and discards all others at the path. */
function discardDrafts(drafts: Drafts, path: DataPath): Drafts {
  return drafts.get(fieldId(path))?.text === "" ? drafts : removePath(drafts, path);
}

/** Shows the data in the other mode; unchanged text keeps its formatting. */
export function switchMode(edited: DataEdit, mode: EditorMode, data: string): DataEdit {
  const keepsText = mode === "form" || data === edited.textData;
  return {
    mode,
    data,
    text: keepsText ? edited.text : formatJson(data),
    textData: data,
    drafts: noDrafts,
  };
}

/** The first draft in the form that is not a valid value. */
export function findInvalidDraft({ drafts }: DataEdit): Draft | undefined {
  return [...drafts.values()].find(({ message }) => message !== undefined);
}

/** Whether there are changes to save. */
export function isDirty(edited: DataEdit, initial: string): boolean {
  if (edited.mode === "json") return edited.text !== formatJson(initial);
  return findInvalidDraft(edited) !== undefined || edited.data !== initial;
}
