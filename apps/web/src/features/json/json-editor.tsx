"use client";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { bracketMatching, indentOnInput } from "@codemirror/language";
import { forceLinting, linter, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { type RefObject, useEffect, useImperativeHandle, useRef } from "react";
import { useNonce } from "@/features/shell/providers";
import { checkJson, type JsonProblem } from "./check-json";
import { editorTheme } from "./editor-theme";

export interface JsonEditorProps {
  id: string;
  initialText: string;
  onChange: (text: string) => void;
  /** Problems with the submitted text, marked until the text changes. */
  problems: readonly JsonProblem[];
  /** Lets the parent change the text. */
  control?: RefObject<JsonEditorHandle | null>;
}

export interface JsonEditorHandle {
  /** Replaces the text as one undoable step. */
  replaceAll(text: string): void;
}

/** Labelled by `${id}-label` and described by `${id}-error`. Tab moves the focus out of it. */
export function JsonEditor({ id, initialText, onChange, problems, control }: JsonEditorProps) {
  const container = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const nonce = useNonce();
  const initial = useRef({ text: initialText, nonce });
  const latestOnChange = useRef(onChange);

  useEffect(() => {
    latestOnChange.current = onChange;
  });

  useEffect(() => {
    if (!container.current) return undefined;
    const { text, nonce: cspNonce } = initial.current;
    const onUpdate = EditorView.updateListener.of((update) => {
      if (update.docChanged) latestOnChange.current(update.state.doc.toString());
    });
    const editor = new EditorView({
      parent: container.current,
      state: EditorState.create({
        doc: text,
        extensions: [
          ...extensions,
          contentAttributes(id),
          EditorView.cspNonce.of(cspNonce),
          onUpdate,
        ],
      }),
    });
    view.current = editor;
    return () => editor.destroy();
  }, [id]);

  useEffect(() => {
    const editor = view.current;
    if (!editor || problems.length === 0) return;
    forceLinting(editor);
    editor.dispatch(setDiagnostics(editor.state, problems.map(toDiagnostic)));
    editor.dispatch({ selection: { anchor: problems[0]?.from ?? 0 }, scrollIntoView: true });
    editor.focus();
  }, [problems]);

  useImperativeHandle(control, () => ({
    replaceAll(text) {
      const editor = view.current;
      editor?.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
      editor?.focus();
    },
  }));

  return <div ref={container} />;
}

const toDiagnostic = ({ from, to, message }: JsonProblem) => ({
  from,
  to,
  message,
  severity: "error" as const,
});

function contentAttributes(id: string) {
  return EditorView.contentAttributes.of({
    id,
    "aria-labelledby": `${id}-label`,
    "aria-describedby": `${id}-error`,
    spellcheck: "false",
    autocapitalize: "off",
    // Explicit, so that the scroll container is reachable by keyboard.
    tabindex: "0",
  });
}

const extensions = [
  lineNumbers(),
  highlightActiveLineGutter(),
  history(),
  drawSelection(),
  indentOnInput(),
  bracketMatching(),
  json(),
  EditorView.lineWrapping,
  linter(({ state }) => checkJson(state.doc.toString()).problems?.map(toDiagnostic) ?? [], {
    delay: 400,
  }),
  keymap.of([...defaultKeymap, ...historyKeymap]),
  editorTheme,
];
