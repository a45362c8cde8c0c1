import type { FilterParseError } from "./filter-query";

interface FilterErrorMarkProps {
  text: string;
  problem: FilterParseError;
  /** The horizontal scroll offset of the text in pixels. */
  scrolled: number;
}

/** Underlines the invalid word, or the end, in the input below it. */
export function FilterErrorMark({ text, problem, scrolled }: FilterErrorMarkProps) {
  const from = problem.column - 1;
  const word = /^(?:[^\s"'(),=!<>]+|.)/su.exec(text.slice(from))?.[0] ?? " ";
  return (
    <span
      aria-hidden
      className="pointer-events-none absolute inset-y-0 right-17 left-8.5 overflow-hidden font-mono text-[0.8125rem] leading-8 whitespace-pre text-transparent"
    >
      <span className="inline-block" style={{ translate: `${-scrolled}px` }}>
        {text.slice(0, from)}
        <span className="underline decoration-danger decoration-wavy decoration-1 underline-offset-3">
          {word.trim() === "" ? "\u00a0" : word}
        </span>
      </span>
    </span>
  );
}
