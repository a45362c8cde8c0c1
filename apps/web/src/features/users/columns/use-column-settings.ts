"use client";
import { useMemo, useSyncExternalStore } from "react";
import { readAppPath } from "@/features/apps/app-path";
import { useCurrentApp } from "@/features/apps/current-app";
import { type ColumnSettings, defaultColumns, parseColumnSettings } from "./column-settings";

/** Apps have different data, so each has its own columns. */
const storageKey = (appId: string) => `roster.users.columns.${appId}`;

const listeners = new Set<() => void>();

/** This browser's settings for the app, shared by its tabs; the defaults until hydration. */
export function useColumnSettings(): ColumnSettings {
  const { id } = useCurrentApp();
  const text = useSyncExternalStore(
    subscribe,
    () => localStorage.getItem(storageKey(id)),
    () => null,
  );
  return useMemo(() => parseColumnSettings(text), [text]);
}

/** Updates the stored settings, even if not yet rendered, of the app in the URL. */
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
