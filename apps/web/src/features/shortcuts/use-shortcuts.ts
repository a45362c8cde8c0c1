"use client";
import { useEffect, useRef } from "react";
import { isDialogOpen, isTyping } from "./is-typing";
import { createKeySequence } from "./key-sequence";
import { type ShortcutId, shortcuts } from "./shortcuts";

/** Calls `onShortcut` for each pressed shortcut; it returns false if it did nothing. */
export function useShortcuts(onShortcut: (id: ShortcutId) => boolean): void {
  const latest = useRef(onShortcut);
  useEffect(() => {
    latest.current = onShortcut;
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
