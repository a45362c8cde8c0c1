"use client";
import { useMemo, useSyncExternalStore } from "react";
import { type ColumnChoice, readChoice, usualColumns } from "./column-choice";

const KEY = "roster.users.columns";

const listeners = new Set<() => void>();

/** The choice of this browser, in all its tabs; until the browser has taken over, the usual one. */
export function useColumns(): ColumnChoice {
  const text = useSyncExternalStore(subscribe, read, () => null);
  return useMemo(() => readChoice(text), [text]);
}

/** Changes what was chosen last, be it rendered or not. */
export function changeColumns(change: (choice: ColumnChoice) => ColumnChoice): void {
  const choice = change(readChoice(read()));
  if (choice === usualColumns) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, JSON.stringify(choice));
  for (const listener of listeners) listener();
}

const read = () => localStorage.getItem(KEY);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}
