"use client";
import { useQueryClient } from "@tanstack/react-query";
import { type RefObject, useState } from "react";
import { type FilterParseError, filterQuery } from "./filter-query";

interface FilterInputOptions {
  /** The applied filter. */
  readonly value: string;
  /** The problem with the applied filter. */
  readonly problem: FilterParseError | undefined;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly onApply: (text: string) => void;
}

/** The text during typing; applied only if it is valid. */
export function useFilterInput({ value, problem, input, onApply }: FilterInputOptions) {
  const queries = useQueryClient();
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  const [rejected, setRejected] = useState<{ text: string; problem: FilterParseError }>();

  if (seen !== value) {
    setSeen(value);
    setText(value);
  }

  async function apply(given: string) {
    const wanted = given.trim();
    setText(wanted);
    const reading = wanted === "" ? undefined : await queries.query(filterQuery(wanted));
    if (!reading?.error) return onApply(wanted);
    setRejected({ text: wanted, problem: reading.error });
    const offset = reading.error.column - 1;
    input.current?.focus();
    input.current?.setSelectionRange(offset, offset);
  }

  const shown = rejected?.text === text ? rejected.problem : undefined;
  return { text, setText, apply, problem: shown ?? (text === value ? problem : undefined) };
}
