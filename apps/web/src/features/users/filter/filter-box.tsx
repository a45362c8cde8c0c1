"use client";
import type { User } from "@/lib/trpc/user";
import { CornerDownLeft, ListFilter, X } from "lucide-react";
import dynamic from "next/dynamic";
import { type KeyboardEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { filterTexts } from "@/features/users/filter/texts";
import type { FilterParseError } from "./filter-query";
import { useCompletions } from "./use-completions";
import { useFilterInput } from "./use-filter-input";

// Not needed until the visitor types. Without `ssr: false` they would have no boundary of their own, and suspend the box.
const FilterOptions = dynamic(async () => (await import("./filter-options")).FilterOptions, {
  ssr: false,
});
const FilterErrorMark = dynamic(async () => (await import("./filter-error-mark")).FilterErrorMark, {
  ssr: false,
});

const LIST = "filter-options";
const optionId = (index: number) => `${LIST}-${index}`;

interface FilterBoxProps {
  value: string;
  problem: FilterParseError | undefined;
  /** The users on the page, whose data paths are suggested. */
  users: readonly User[];
  onApply: (text: string) => void;
}

/** An input for the filter language with suggestions and marked errors. */
export function FilterBox({ value, users, onApply, ...given }: FilterBoxProps) {
  const input = useRef<HTMLInputElement>(null);
  const [scrolled, setScrolled] = useState(0);
  const { text, setText, apply, problem } = useFilterInput({ value, input, onApply, ...given });
  const completions = useCompletions({ text, setText, users, input });
  const { active, isOpen } = completions;

  function onKeyDown(event: KeyboardEvent) {
    if (completions.takes(event)) return;
    if (event.key === "Escape" && text !== value) setText(value);
    if (event.key === "Enter") void apply(text);
  }

  function clear() {
    void apply("");
    input.current?.focus();
  }

  return (
    <div className="min-w-0 flex-1 basis-72">
      <div className="relative">
        <FilterIcon />
        <Input
          ref={input}
          role="combobox"
          aria-label={filterTexts.filter}
          aria-expanded={isOpen}
          aria-controls={LIST}
          aria-autocomplete="list"
          aria-activedescendant={isOpen && active >= 0 ? optionId(active) : undefined}
          aria-invalid={problem !== undefined}
          aria-describedby="filter-error"
          placeholder={filterTexts.example}
          spellCheck={false}
          autoCapitalize="off"
          enterKeyHint="go"
          value={text}
          onChange={({ target }) => {
            setText(target.value);
            completions.look(target.selectionStart);
          }}
          onClick={({ currentTarget }) => completions.look(currentTarget.selectionStart)}
          onBlur={completions.close}
          onScroll={({ currentTarget }) => setScrolled(currentTarget.scrollLeft)}
          onKeyDown={onKeyDown}
          variant="search"
          className="pr-17 font-mono"
        />
        {problem && <FilterErrorMark text={text} problem={problem} scrolled={scrolled} />}
        <FilterButtons isEmpty={text === ""} onClear={clear} onApply={() => void apply(text)} />
        <Suggestions completions={completions} />
      </div>
      <FilterError problem={problem} />
    </div>
  );
}

function Suggestions({ completions }: { completions: ReturnType<typeof useCompletions> }) {
  const { isOpen, options, active, choose } = completions;
  return (
    isOpen && (
      <FilterOptions
        id={LIST}
        optionId={optionId}
        options={options}
        active={active}
        onChoose={choose}
      />
    )
  );
}

function FilterIcon() {
  return (
    <ListFilter
      aria-hidden
      className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted"
    />
  );
}

function FilterError({ problem }: { problem: FilterParseError | undefined }) {
  return (
    <div className="has-[p]:mt-1.5">
      <FieldError id="filter-error">
        {problem && filterTexts.problem(problem.column, problem.message)}
      </FieldError>
    </div>
  );
}

interface FilterButtonsProps {
  isEmpty: boolean;
  onClear: () => void;
  onApply: () => void;
}

function FilterButtons({ isEmpty, onClear, onApply }: FilterButtonsProps) {
  return (
    <div className="absolute top-0.5 right-0.5 flex">
      {!isEmpty && (
        <Button variant="ghost" size="icon-small" aria-label={filterTexts.clear} onClick={onClear}>
          <X aria-hidden />
        </Button>
      )}
      <Button variant="ghost" size="icon-small" aria-label={filterTexts.apply} onClick={onApply}>
        <CornerDownLeft aria-hidden />
      </Button>
    </div>
  );
}
