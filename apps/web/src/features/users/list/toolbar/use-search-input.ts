"use client";
import { useEffect, useRef, useState } from "react";

const DEBOUNCE_MS = 300;

export interface SearchInputOptions {
  /** The current search. */
  readonly value: string;
  /** `isTyping`: continues a search that was sent during the same typing. */
  readonly onSearch: (text: string, options: { readonly isTyping: boolean }) => void;
}

/** The text during typing; searched after a pause, or immediately by `send`. */
export function useSearchInput({ value, onSearch }: SearchInputOptions) {
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  const [sent, setSent] = useState(value);
  const isTyping = useRef(false);

  // The URL changed for another reason than typing: back, forward or a link.
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
