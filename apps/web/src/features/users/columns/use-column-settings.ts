"use client";
import { useMemo, useSyncExternalStore } from "react";
import { readAppPath } from "@/features/apps/app-path";
import { useCurrentApp } from "@/features/apps/current-app";
import { type ColumnSettings, defaultColumns, parseColumnSettings } from "./column-settings";

/** Each app's users have data of their own, and so columns. */
const storageKey = (appId: string) => `roster.users.columns.${appId}`;

const listeners = new Set<() => void>();

/** The settings of this browser for the app, in all its tabs; until the browser has taken over, the usual one. */
export function useColumnSettings(): ColumnSettings {
  const { id } = useCurrentApp();
  const text = useSyncExternalStore(
    subscribe,
    () => localStorage.getItem(storageKey(id)),
    () => null,
  );
  return useMemo(() => parseColumnSettings(text), [text]);
}

/** Changes what was chosen last, be it rendered or not, for the app that the address bar names. */
export function updateColumnSettings(change: (settings: ColumnSettings) => ColumnSettings): void {
  const key = storageKey(readAppPath(window.location.pathname)?.appId ?? "");
  const settings = change(parseColumnSettings(localStorage.getItem(key)));
  if (settings === defaultColumns) localStorage.removeItem(key);
  else localStorage.setItem(key, JSON.stringify(settings));
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
