"use client";
import { useRef, useState } from "react";
import type { JsonProblem } from "@/features/json/check-json";
import {
  type DataPatch,
  formatPatch,
  parsePatchRows,
  type PatchRow,
  toPatchRows,
} from "./patch-rows";

export type PatchMode = "rows" | "json";

interface PatchProblems {
  readonly rows: ReadonlyMap<number, string>;
  readonly text: readonly JsonProblem[];
}

const noProblems: PatchProblems = { rows: new Map(), text: [] };
const emptyRow: Omit<PatchRow, "key"> = { kind: "set", path: "", value: "" };

export type PatchEditor = ReturnType<typeof usePatchEditor>;

/** Edits a patch as rows or as JSON, and holds the problems found in it. */
export function usePatchEditor() {
  const [mode, setMode] = useState<PatchMode>("rows");
  const [rows, setRows] = useState<readonly PatchRow[]>([{ ...emptyRow, key: 0 }]);
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState(noProblems);
  const lastKey = useRef(0);

  const newKey = () => {
    lastKey.current += 1;
    return lastKey.current;
  };

  /** Returns the patch, or shows what is invalid and returns undefined. */
  async function read(): Promise<DataPatch | undefined> {
    if (mode === "rows") {
      const { patch, problems } = parsePatchRows(rows);
      setWrong({ ...noProblems, rows: problems ?? noProblems.rows });
      return patch;
    }
    // The parser is part of the editor's chunk, which has been loaded by now.
    const { parsePatchJson: readPatchText } = await import("./parse-patch-json");
    const { patch, problems } = readPatchText(text);
    setWrong({ ...noProblems, text: problems ?? [] });
    return patch;
  }

  /** Switches modes, keeping the patch; invalid JSON must be fixed first. */
  async function choose(chosen: PatchMode) {
    if (chosen === mode) return;
    if (chosen === "json") {
      setText(formatPatch(parsePatchRows(rows).patch));
    } else {
      const patch = await read();
      if (!patch) return;
      const next = toPatchRows(patch).map((row) => ({ ...row, key: newKey() }));
      setRows(next.length > 0 ? next : [{ ...emptyRow, key: newKey() }]);
    }
    setWrong(noProblems);
    setMode(chosen);
  }

  return {
    mode,
    rows,
    text,
    wrong,
    read,
    choose,
    changeRow: (key: number, change: Partial<PatchRow>) => {
      setWrong(noProblems);
      setRows((before) => before.map((row) => (row.key === key ? { ...row, ...change } : row)));
    },
    addRow: () => setRows((before) => [...before, { ...emptyRow, key: newKey() }]),
    removeRow: (key: number) => setRows((before) => before.filter((row) => row.key !== key)),
    type: (typed: string) => {
      setWrong(noProblems);
      setText(typed);
    },
  };
}
