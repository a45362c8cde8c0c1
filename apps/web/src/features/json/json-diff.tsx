"use client";
import { json } from "@codemirror/lang-json";
import { unifiedMergeView } from "@codemirror/merge";
import { EditorState } from "@codemirror/state";
import { EditorView, lineNumbers } from "@codemirror/view";
import { useEffect, useRef } from "react";
import { useNonce } from "@/features/shell/providers";
import { diffTheme } from "./diff-theme";
import { editorTheme } from "./editor-theme";

interface JsonDiffProps {
  before: string;
  after: string;
  label: string;
}

/** A read-only line diff with unchanged lines folded. */
export function JsonDiff({ before, after, label }: JsonDiffProps) {
  const container = useRef<HTMLDivElement>(null);
  const nonce = useNonce();

  useEffect(() => {
    if (!container.current) return undefined;
    const editor = new EditorView({
      parent: container.current,
      state: EditorState.create({
        doc: after,
        extensions: [
          lineNumbers(),
          json(),
          EditorView.lineWrapping,
          EditorState.readOnly.of(true),
          EditorView.editable.of(false),
          EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
          EditorView.cspNonce.of(nonce),
          unifiedMergeView({
            original: before,
            mergeControls: false,
            collapseUnchanged: { margin: 3, minSize: 6 },
          }),
          editorTheme,
          diffTheme,
        ],
      }),
    });
    return () => editor.destroy();
  }, [before, after, label, nonce]);

  return <div ref={container} className="overflow-hidden rounded-lg border" />;
}
