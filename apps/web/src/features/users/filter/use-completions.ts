"use client";
import type { User } from "@/lib/trpc/user";
import {
  type KeyboardEvent,
  type RefObject,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import type { Completion, Completions } from "./completions";
import { useCompleter } from "./use-completer";

const none: Completions = { from: 0, to: 0, options: [] };

interface CompletionOptions {
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly users: readonly User[];
  readonly input: RefObject<HTMLInputElement | null>;
}

/** The suggestions at the caret and their keyboard handling. */
export function useCompletions({ text, setText, users, input }: CompletionOptions) {
  /** The caret position of the suggestions; undefined while the list is closed. */
  const [caret, setCaret] = useState<number>();
  const [isAsked, setAsked] = useState(false);
  const [active, setActive] = useState(-1);
  const complete = useCompleter(users, { isAsked });
  const { from, to, options } = useMemo(
    () => complete?.(text, caret ?? 0) ?? none,
    [text, caret, complete],
  );
  const isOpen = caret !== undefined && options.length > 0;
  const wantedCaret = useRef<number>(undefined);

  // Moves the caret after the inserted text once it is rendered.
  useLayoutEffect(() => {
    if (wantedCaret.current === undefined) return;
    input.current?.setSelectionRange(wantedCaret.current, wantedCaret.current);
    wantedCaret.current = undefined;
  });

  function openAt(at: number | null) {
    setAsked(true);
    setCaret(at ?? text.length);
    setActive(-1);
  }

  function close() {
    setCaret(undefined);
    setActive(-1);
  }

  function choose({ insert }: Completion) {
    const rest = text.slice(to);
    const after = from + insert.length;
    setText(text.slice(0, from) + insert + (insert.endsWith(" ") ? rest.trimStart() : rest));
    wantedCaret.current = after;
    openAt(after);
  }

  /** Returns whether the list handled the key. */
  function handleKey(event: KeyboardEvent): boolean {
    const chosen = options[active];
    const isMove = event.key === "ArrowDown" || event.key === "ArrowUp";
    if (isMove && !isOpen) openAt(input.current?.selectionStart ?? null);
    else if (isMove) {
      const step = event.key === "ArrowDown" ? 1 : -1;
      const start = active === -1 && step === -1 ? 0 : active;
      setActive((start + step + options.length) % options.length);
    } else if (isOpen && chosen && (event.key === "Enter" || event.key === "Tab")) choose(chosen);
    else if (isOpen && event.key === "Escape") close();
    else {
      if (event.key === "Enter") close();
      return false;
    }
    event.preventDefault();
    return true;
  }

  return { options, active, isOpen, look: openAt, close, choose, takes: handleKey };
}
