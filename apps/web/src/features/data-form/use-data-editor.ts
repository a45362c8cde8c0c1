import { findDataIssues, type Issue } from "@roster/contract";
import type { JsonObject } from "@roster/contract/json";
import { useEffect, useState } from "react";
import type { JsonProblem } from "@/features/json/check-json";
import { inputIssues } from "@/lib/trpc/input-issues";
import { errorMessage } from "@/lib/trpc/error-message";
import { dropValidDraft, setDraft } from "./model/drafts";
import {
  type EditorMode,
  findInvalidDraft,
  isDirty,
  setValue,
  startEdit,
  switchMode,
} from "./model/data-edit";
import type { DataFormState } from "./form-context";
import { type DataPath, fieldId } from "./model/data-path";

interface EditorErrors {
  /** In the form, with paths from the data object. */
  readonly issues: readonly Issue[];
  /** In the text. */
  readonly problems: readonly JsonProblem[];
  readonly error?: string | undefined;
}

const noErrors: EditorErrors = { issues: [], problems: [] };

export interface DataEditorOptions {
  /** Null: the app has none, and there is no form. */
  readonly schema: JsonObject | null;
  readonly initial: JsonObject;
}

export type DataEditorState = ReturnType<typeof useDataEditor>;

/** A user's data while it is edited, as a form or as text, and what is wrong with it. */
export function useDataEditor({ schema, initial }: DataEditorOptions) {
  const [edited, setEdited] = useState(() => startEdit(initial, schema ? "form" : "json"));
  const [wrong, setWrong] = useState(noErrors);
  const focus = useFieldFocus();
  const { mode, data, text } = edited;
  const form: DataFormState = {
    schema: schema ?? {},
    drafts: edited.drafts,
    issues: wrong.issues,
    focus,
    setValue: (path, value) => {
      setEdited((before) => setValue(before, path, value));
      setWrong((before) => ({ ...noErrors, issues: withoutIssuesAt(before.issues, path) }));
    },
    setDraft: (path, typed, message) =>
      setEdited((before) => ({
        ...before,
        drafts: setDraft(before.drafts, { path, text: typed, message }),
      })),
    dropValidDraft: (path) =>
      setEdited((before) => ({ ...before, drafts: dropValidDraft(before.drafts, path) })),
  };

  /** The data to be sent; undefined, with what is wrong shown, where it cannot be. */
  async function read(): Promise<JsonObject | undefined> {
    // The parser comes with the editor, which is loaded by then.
    const result =
      mode === "json" ? (await import("@/features/json/check-json")).checkJson(text) : readForm();
    if (result.problems) setWrong({ ...noErrors, problems: result.problems });
    return result.data;
  }

  function readForm(): { data?: JsonObject; problems?: undefined } {
    const unread = findInvalidDraft(edited);
    const issues = unread ? [] : findDataIssues(data);
    if (unread) focus(unread.path);
    else if (issues.length === 0) return { data };
    else tell(issues);
    return {};
  }

  /** Puts the cursor where the form's first mistake is. */
  function tell(issues: readonly Issue[]) {
    setWrong({ ...noErrors, issues });
    if (issues[0]) focus(issues[0].path);
  }

  /** Shows the server's refusal: issues with the data at their places, all else beneath. */
  async function refuse(cause: unknown) {
    const issues = inputIssues(cause, "data");
    if (issues.length === 0) return setWrong({ ...noErrors, error: errorMessage(cause) });
    if (mode === "form") return tell(issues);
    const { locateIssues } = await import("@/features/json/check-json");
    return setWrong({ ...noErrors, problems: locateIssues(text, issues) });
  }

  /** Shows the same data in the other way; what cannot be shown there is told where it stands. */
  async function choose(chosen: EditorMode) {
    const found = chosen === mode ? undefined : await read();
    if (!found) return;
    setWrong(noErrors);
    setEdited((before) => switchMode(before, chosen, found));
  }

  const type = (typed: string) => {
    setEdited((before) => ({ ...before, text: typed }));
    setWrong(noErrors);
  };
  const isChanged = isDirty(edited, initial);
  return { ...edited, ...wrong, form, isChanged, type, choose, read, refuse };
}

/** What was wrong with a value, or within it, is no more so when it is changed. */
function withoutIssuesAt(issues: readonly Issue[], changed: DataPath): Issue[] {
  const id = fieldId(changed);
  return issues.filter(({ path }) => !`${fieldId(path)}/`.startsWith(`${id}/`));
}

/** Focuses a value's control once it is there; where it has none, the nearest around it. */
export function useFieldFocus(): (path: DataPath) => void {
  const [wanted, setWanted] = useState<{ readonly path: DataPath }>();
  useEffect(() => {
    if (wanted) focusNearest(wanted.path);
  }, [wanted]);
  return (path) => setWanted({ path });
}

function focusNearest(path: DataPath): void {
  const element = document.getElementById(fieldId(path));
  if (element) element.focus();
  else if (path.length > 0) focusNearest(path.slice(0, -1));
}
