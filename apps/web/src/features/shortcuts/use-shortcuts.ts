"use client";
import { useEffect, useRef } from "react";
import { useCan } from "@/features/access/access";
import { isDialogOpen, isTyping } from "./is-typing";
import { createKeySequence } from "./key-sequence";
import { type Shortcut, type ShortcutId, shortcuts } from "./shortcuts";

/** The shortcuts that the administrator may use. */
export function useAllowedShortcuts(): readonly Shortcut[] {
  const can = useCan();
  return shortcuts.filter(({ calls }) => calls === undefined || can(calls));
}

/** Calls `onShortcut` for each pressed shortcut; it returns false if it did nothing. */
export function useShortcuts(onShortcut: (id: ShortcutId) => boolean): void {
  const allowed = useAllowedShortcuts();
  const latest = useRef(onShortcut);
  useEffect(() => {
    latest.current = (id) => allowed.some((shortcut) => shortcut.id === id) && onShortcut(id);
  });

  useEffect(() => {
    const next = createKeySequence(shortcuts);
    const onKeyDown = (event: KeyboardEvent) => {
      // Ignore keys that were handled elsewhere, belong to an input method, or are held down.
      if (event.defaultPrevented || event.isComposing || event.repeat || isDialogOpen()) return;
      if (event.key.length > 1) return; // not a character: Shift, Enter, an arrow key
      const id = next(event, { isTyping: isTyping(event.target) });
      if (id !== undefined && latest.current(id)) event.preventDefault();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}
