"use client";
import { useEffect, useRef, useState } from "react";

const DEBOUNCE_MS = 300;

export interface SearchInputOptions {
  /** The text that is searched for. */
  readonly value: string;
  /** `isTyping`: it goes on from a text that was searched for while it was typed. */
  readonly onSearch: (text: string, options: { readonly isTyping: boolean }) => void;
}

/** The text as it is typed; it is searched for when the hand rests, or at once by `send`. */
export function useSearchInput({ value, onSearch }: SearchInputOptions) {
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  const [sent, setSent] = useState(value);
  const isTyping = useRef(false);

  // The address has changed, and not by what was typed here: back, forward, a link.
  if (seen !== value) {
    setSeen(value);
    if (sent !== value) {
      setSent(value);
      setText(value);
    }
  }

  function send(given: string) {
    const wanted = given.trim();
    if (wanted === sent) return;
    setSent(wanted);
    onSearch(wanted, { isTyping: isTyping.current });
    isTyping.current = true;
  }

  const latest = useRef(send);
  useEffect(() => {
    latest.current = send;
  });

  useEffect(() => {
    const timer = setTimeout(() => latest.current(text), DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [text]);

  return { text, setText, send, rest: () => void (isTyping.current = false) };
}
