import type { Issue } from "@roster/contract";
import { type JsonObject, readJsonText } from "@roster/contract/json";
import { type Dispatch, type SetStateAction, useEffect, useState } from "react";
import type { JsonProblem } from "@/features/json/check-json";
import { errorMessage } from "@/lib/trpc/error-message";
import { inputIssues } from "@/lib/trpc/input-issues";
import type { DataFormState } from "./form-context";
import {
  type DataEdit,
  type EditorMode,
  findInvalidDraft,
  isDirty,
  setToken,
  startEdit,
  switchMode,
} from "./model/data-edit";
import { type DataPath, fieldId } from "./model/data-path";
import { dropValidDraft, setDraft } from "./model/drafts";

interface EditorErrors {
  /** Shown in the form, with paths from the data object. */
  readonly issues: readonly Issue[];
  /** Shown in the JSON editor. */
  readonly problems: readonly JsonProblem[];
  /** Applies to the data as a whole. */
  readonly error?: string | undefined;
}

const noErrors: EditorErrors = { issues: [], problems: [] };

/** Part of the editor's chunk, which is loaded by the time it is needed. */
const loadParser = () => import("@/features/json/check-json");

export interface DataEditorOptions {
  /** Null if the app has no schema, in which case there is no form. */
  readonly schema: JsonObject | null;
  /** The token of the data. */
  readonly initial: string;
}

export type DataEditorState = ReturnType<typeof useDataEditor>;

/** Edits a user's data as a form or as JSON, and holds the errors found in it. */
export function useDataEditor({ schema, initial }: DataEditorOptions) {
  const [edit, setEdit] = useState(() => startEdit(initial, schema ? "form" : "json"));
  const [errors, setErrors] = useState(noErrors);
  const focus = useFieldFocus();
  const { mode, data, text } = edit;

  /** Returns the token of the data to send, or shows what is invalid and returns undefined. */
  async function read(): Promise<string | undefined> {
    if (mode === "form") return readForm();
    const result = (await loadParser()).checkJson(text);
    if (result.problems) setErrors({ ...noErrors, problems: result.problems });
    return result.data?.text;
  }

  function readForm(): string | undefined {
    const invalid = findInvalidDraft(edit);
    const { issues } = readJsonText(data);
    if (invalid) focus(invalid.path);
    else if (issues.length === 0) return data;
    else showIssues(issues);
    return undefined;
  }

  /** Also focuses the first invalid field. */
  function showIssues(issues: readonly Issue[]) {
    setErrors({ ...noErrors, issues });
    if (issues[0]) focus(issues[0].path);
  }

  /** Shows the server's issues with the data at their fields, and any other error below the editor. */
  async function showServerError(cause: unknown) {
    const issues = inputIssues(cause, "data");
    if (issues.length === 0) return setErrors({ ...noErrors, error: errorMessage(cause) });
    if (mode === "form") return showIssues(issues);
    const problems = (await loadParser()).locateIssues(text, issues);
    return setErrors({ ...noErrors, problems });
  }

  /** Switches to the other mode, unless the data is invalid in the current one. */
  async function changeMode(next: EditorMode) {
    const found = next === mode ? undefined : await read();
    if (found === undefined) return;
    setErrors(noErrors);
    setEdit((before) => switchMode(before, next, found));
  }

  return {
    ...edit,
    ...errors,
    form: createFormState({ schema, edit, errors, setEdit, setErrors, focus }),
    isChanged: isDirty(edit, initial),
    setText: (typed: string) => {
      setEdit((before) => ({ ...before, text: typed }));
      setErrors(noErrors);
    },
    changeMode,
    read,
    showServerError,
  };
}

interface FormStateOptions {
  readonly schema: JsonObject | null;
  readonly edit: DataEdit;
  readonly errors: EditorErrors;
  readonly setEdit: Dispatch<SetStateAction<DataEdit>>;
  readonly setErrors: Dispatch<SetStateAction<EditorErrors>>;
  readonly focus: (path: DataPath) => void;
}

function createFormState(options: FormStateOptions): DataFormState {
  const { schema, edit, errors, setEdit, setErrors, focus } = options;
  return {
    schema: schema ?? {},
    drafts: edit.drafts,
    issues: errors.issues,
    focus,
    setToken(path, token) {
      setEdit((before) => setToken(before, path, token));
      setErrors((before) => ({ ...noErrors, issues: withoutIssuesAt(before.issues, path) }));
    },
    setDraft(path, text, message) {
      setEdit((before) => ({
        ...before,
        drafts: setDraft(before.drafts, { path, text, message }),
      }));
    },
    dropValidDraft(path) {
      setEdit((before) => ({ ...before, drafts: dropValidDraft(before.drafts, path) }));
    },
  };
}

/** Changing a value clears the issues with it and with everything inside it. */
function withoutIssuesAt(issues: readonly Issue[], changed: DataPath): Issue[] {
  const id = fieldId(changed);
  return issues.filter(({ path }) => !`${fieldId(path)}/`.startsWith(`${id}/`));
}

/** Focuses a field once it is rendered, or its nearest ancestor that has a control. */
function useFieldFocus(): (path: DataPath) => void {
  const [target, setTarget] = useState<{ readonly path: DataPath }>();
  useEffect(() => {
    if (target) focusNearest(target.path);
  }, [target]);
  return (path) => setTarget({ path });
}

function focusNearest(path: DataPath): void {
  const element = document.getElementById(fieldId(path));
  if (element) element.focus();
  else if (path.length > 0) focusNearest(path.slice(0, -1));
}
