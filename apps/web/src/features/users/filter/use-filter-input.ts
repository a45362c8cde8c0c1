"use client";
import { useQueryClient } from "@tanstack/react-query";
import { type RefObject, useState } from "react";
import { type FilterParseError, filterQuery } from "./filter-query";

interface FilterInputOptions {
  /** The filter that is in force. */
  readonly value: string;
  /** What is wrong with that one. */
  readonly problem: FilterParseError | undefined;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly onApply: (text: string) => void;
}

/** The text as it is typed; it is in force when it is one that can be read. */
export function useFilterInput({ value, problem, input, onApply }: FilterInputOptions) {
  const queries = useQueryClient();
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  const [refused, setRefused] = useState<{ text: string; problem: FilterParseError }>();

  if (seen !== value) {
    setSeen(value);
    setText(value);
  }

  async function apply(given: string) {
    const wanted = given.trim();
    setText(wanted);
    const reading = wanted === "" ? undefined : await queries.query(filterQuery(wanted));
    if (!reading?.error) return onApply(wanted);
    setRefused({ text: wanted, problem: reading.error });
    const place = reading.error.column - 1;
    input.current?.focus();
    input.current?.setSelectionRange(place, place);
  }

  const shown = refused?.text === text ? refused.problem : undefined;
  return { text, setText, apply, problem: shown ?? (text === value ? problem : undefined) };
}
