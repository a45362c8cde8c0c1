"use client";
import { useMemo, useSyncExternalStore } from "react";
import { readAppPath } from "@/features/apps/app-path";
import { useCurrentApp } from "@/features/apps/current-app";
import { type ColumnChoice, readChoice, usualColumns } from "./column-choice";

/** Each app's users have data of their own, and so columns. */
const keyOf = (appId: string) => `roster.users.columns.${appId}`;

const listeners = new Set<() => void>();

/** The choice of this browser for the app, in all its tabs; until the browser has taken over, the usual one. */
export function useColumns(): ColumnChoice {
  const { id } = useCurrentApp();
  const text = useSyncExternalStore(
    subscribe,
    () => localStorage.getItem(keyOf(id)),
    () => null,
  );
  return useMemo(() => readChoice(text), [text]);
}

/** Changes what was chosen last, be it rendered or not, for the app that the address bar names. */
export function changeColumns(change: (choice: ColumnChoice) => ColumnChoice): void {
  const key = keyOf(readAppPath(window.location.pathname)?.appId ?? "");
  const choice = change(readChoice(localStorage.getItem(key)));
  if (choice === usualColumns) localStorage.removeItem(key);
  else localStorage.setItem(key, JSON.stringify(choice));
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}
