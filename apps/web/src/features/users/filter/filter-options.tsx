import { useEffect, useRef } from "react";
import { classNames } from "@/lib/class-names";
import { filterTexts } from "@/features/users/filter/texts";
import type { Completion } from "./completions";

interface FilterOptionsProps {
  id: string;
  optionId: (index: number) => string;
  options: readonly Completion[];
  active: number;
  onChoose: (option: Completion) => void;
}

/** The suggestions. The focus stays in the input, which references the active option. */
export function FilterOptions({ id, optionId, options, active, onChoose }: FilterOptionsProps) {
  const list = useRef<HTMLDivElement>(null);

  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: "nearest" });
  }, [active]);

  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={filterTexts.options}
      className="absolute top-full left-0 z-30 mt-1 max-h-72 w-full overflow-y-auto rounded-xl border bg-raised p-1 shadow-raised"
    >
      {options.map((option, index) => (
        <div
          key={option.label}
          id={optionId(index)}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          // Keeps the focus in the input, which handles the keys.
          onMouseDown={(event) => {
            event.preventDefault();
            onChoose(option);
          }}
          className={classNames(
            "flex cursor-pointer items-baseline justify-between gap-4 rounded-lg px-2.5 py-1 hover:bg-hover",
            index === active && "bg-accent-soft",
          )}
        >
          <span className="truncate font-mono text-[0.8125rem]">{option.label}</span>
          <span className="truncate text-xs text-muted">{option.detail}</span>
        </div>
      ))}
    </div>
  );
}
