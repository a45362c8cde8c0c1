"use client";
import { useEffect, useRef } from "react";
import { isDialogOpen, isTyping } from "./is-typing";
import { createKeySequence } from "./key-sequence";
import { type ShortcutId, shortcuts } from "./shortcuts";

/** Calls `onShortcut` for each that is pressed; it returns false where it did nothing. */
export function useShortcuts(onShortcut: (id: ShortcutId) => boolean): void {
  const latest = useRef(onShortcut);
  useEffect(() => {
    latest.current = onShortcut;
  });

  useEffect(() => {
    const next = createKeySequence(shortcuts);
    const onKeyDown = (event: KeyboardEvent) => {
      // A key that an editor or a list has used, one of an input method, one that is held down.
      if (event.defaultPrevented || event.isComposing || event.repeat || isDialogOpen()) return;
      if (event.key.length > 1) return; // no character: Shift, Enter, an arrow
      const id = next(event, { isTyping: isTyping(event.target) });
      if (id !== undefined && latest.current(id)) event.preventDefault();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}
