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

/** A stable callback, so that memoized rows render only when their own state changes. */
export interface SelectRow {
  (id: string, options: { readonly isRange: boolean }): void;
}

/**
 * The selection across pages. A different query (`match`) clears it, so that no operation affects users that are
 * not visible. `shown` are the rows.
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
    /** The number of selected rows on the page. */
    onPage,
    isAny: selection.kind === "matching" || selection.ids.size > 0,
    selectRow,
    selectPage: () => set(select(selection, shown, { isOn: onPage < shown.length })),
    selectAllMatching: () => set(allMatching),
    clear: () => set(emptySelection),
  };
}

export type SelectionState = ReturnType<typeof useSelection>;
