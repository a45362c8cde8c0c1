"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import {
  allMatching,
  emptySelection,
  isSelected,
  rowRange,
  select,
  type Selection,
} from "./selection";

/** The rows' part of it stays the same, so that a row is drawn anew when its own state changes alone. */
export interface SelectRow {
  (id: string, options: { readonly isRange: boolean }): void;
}

/**
 * Who is selected, from page to page. `match` says which users are found: with another search or filter nobody
 * is selected, so that nothing is done to users out of sight. `shown` are the rows.
 */
export function useSelection(match: string, shown: readonly string[]) {
  const [state, setState] = useState({ match, selection: emptySelection });
  const selection = state.match === match ? state.selection : emptySelection;
  const last = useRef<string>(undefined);
  const latest = useRef({ match, selection, shown });

  useEffect(() => {
    latest.current = { match, selection, shown };
  });

  const set = useCallback(
    (chosen: Selection) => setState({ match: latest.current.match, selection: chosen }),
    [],
  );

  const selectRow: SelectRow = useCallback(
    (id, { isRange }) => {
      const { selection: before, shown: rows } = latest.current;
      const range = isRange ? rowRange(rows, last.current, id) : [id];
      last.current = id;
      set(select(before, range, { isOn: !isSelected(before, id) }));
    },
    [set],
  );

  const onPage = shown.filter((id) => isSelected(selection, id)).length;
  return {
    selection,
    /** How many of the rows. */
    onPage,
    isAny: selection.kind === "found" || selection.ids.size > 0,
    selectRow,
    selectPage: () => set(select(selection, shown, { isOn: onPage < shown.length })),
    selectAllMatching: () => set(allMatching),
    clear: () => set(emptySelection),
  };
}

export type SelectionState = ReturnType<typeof useSelection>;
