import { findDataIssues, type Issue } from "@roster/contract";
import type { JsonObject } from "@roster/contract/json";
import { useState } from "react";
import type { JsonProblem } from "@/features/json/check-json";
import { inputIssues } from "@/lib/trpc/input-issues";
import { errorMessage } from "@/lib/trpc/error-message";
import { settled, withDraft } from "./drafts";
import {
  beginEdit,
  changeValue,
  type EditorMode,
  isEdited,
  showAs,
  unreadDraft,
} from "./edited-data";
import type { DataFormState } from "./form-context";
import { fieldId, type Path } from "./path";
import { useFocus } from "./use-focus";

interface Wrong {
  /** In the form, with paths from the data object. */
  readonly issues: readonly Issue[];
  /** In the text. */
  readonly problems: readonly JsonProblem[];
  readonly error?: string | undefined;
}

const nothing: Wrong = { issues: [], problems: [] };

export interface DataEditorOptions {
  /** Null: the app has none, and there is no form. */
  readonly schema: JsonObject | null;
  readonly initial: JsonObject;
}

export type DataEditorState = ReturnType<typeof useDataEditor>;

/** A user's data while it is edited, as a form or as text, and what is wrong with it. */
export function useDataEditor({ schema, initial }: DataEditorOptions) {
  const [edited, setEdited] = useState(() => beginEdit(initial, schema ? "form" : "json"));
  const [wrong, setWrong] = useState(nothing);
  const focus = useFocus();
  const { mode, data, text } = edited;
  const form: DataFormState = {
    root: schema ?? {},
    drafts: edited.drafts,
    issues: wrong.issues,
    focus,
    change: (path, value) => {
      setEdited((before) => changeValue(before, path, value));
      setWrong((before) => ({ ...nothing, issues: without(before.issues, path) }));
    },
    draft: (path, typed, message) =>
      setEdited((before) => ({
        ...before,
        drafts: withDraft(before.drafts, { path, text: typed, message }),
      })),
    settle: (path) => setEdited((before) => ({ ...before, drafts: settled(before.drafts, path) })),
  };

  /** The data to be sent; undefined, with what is wrong shown, where it cannot be. */
  async function read(): Promise<JsonObject | undefined> {
    // The parser comes with the editor, which is loaded by then.
    const result =
      mode === "json" ? (await import("@/features/json/check-json")).checkJson(text) : readForm();
    if (result.problems) setWrong({ ...nothing, problems: result.problems });
    return result.data;
  }

  function readForm(): { data?: JsonObject; problems?: undefined } {
    const unread = unreadDraft(edited);
    const issues = unread ? [] : findDataIssues(data);
    if (unread) focus(unread.path);
    else if (issues.length === 0) return { data };
    else tell(issues);
    return {};
  }

  /** Puts the cursor where the form's first mistake is. */
  function tell(issues: readonly Issue[]) {
    setWrong({ ...nothing, issues });
    if (issues[0]) focus(issues[0].path);
  }

  /** Shows the server's refusal: issues with the data at their places, all else beneath. */
  async function refuse(cause: unknown) {
    const issues = inputIssues(cause, "data");
    if (issues.length === 0) return setWrong({ ...nothing, error: errorMessage(cause) });
    if (mode === "form") return tell(issues);
    const { locateIssues } = await import("@/features/json/check-json");
    return setWrong({ ...nothing, problems: locateIssues(text, issues) });
  }

  /** Shows the same data in the other way; what cannot be shown there is told where it stands. */
  async function choose(chosen: EditorMode) {
    const found = chosen === mode ? undefined : await read();
    if (!found) return;
    setWrong(nothing);
    setEdited((before) => showAs(before, chosen, found));
  }

  const type = (typed: string) => {
    setEdited((before) => ({ ...before, text: typed }));
    setWrong(nothing);
  };
  const isChanged = isEdited(edited, initial);
  return { ...edited, ...wrong, form, isChanged, type, choose, read, refuse };
}

/** What was wrong with a value, or within it, is no more so when it is changed. */
function without(issues: readonly Issue[], changed: Path): Issue[] {
  const id = fieldId(changed);
  return issues.filter(({ path }) => !`${fieldId(path)}/`.startsWith(`${id}/`));
}
