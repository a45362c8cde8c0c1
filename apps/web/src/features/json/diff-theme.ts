import { EditorView } from "@codemirror/view";

/** Shows changes in the dashboard's colours. */
export const diffTheme = EditorView.theme({
  ".cm-content, .cm-gutter": { minHeight: "0" },
  "&.cm-merge-b .cm-changedLine": { backgroundColor: "var(--accent-soft)" },
  "&.cm-merge-b .cm-changedText": { background: "none" },
  // Aligned with the lines around it.
  ".cm-deletedChunk": {
    padding: "0 1rem 0 0.5rem",
    backgroundColor: "var(--danger-soft)",
    color: "var(--ink)",
  },
  ".cm-deletedChunk .cm-deletedText": { background: "none" },
  ".cm-changeGutter": { width: "3px", paddingLeft: "1px" },
  "&.cm-merge-b .cm-changedLineGutter": { background: "var(--accent)" },
  ".cm-deletedLineGutter": { background: "var(--danger)" },
  ".cm-collapsedLines": {
    background: "var(--sunken)",
    color: "var(--muted)",
    padding: "0.25rem 0.75rem",
    fontFamily: "var(--font-sans)",
  },
  // By default a character that few fonts have.
  ".cm-collapsedLines:before, .cm-collapsedLines:after": { content: "none" },
});
