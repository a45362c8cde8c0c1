import { useId } from "react";
import { formatJson } from "@/features/json/format-json";
import { conflictTexts } from "@/features/users/conflict/texts";
import type { Difference, Side } from "./differences";

interface DifferenceRowProps {
  name: string;
  difference: Difference;
  chosen: Side | undefined;
  onChoose: (side: Side) => void;
}

/** A choice between the two sides of a value. */
export function DifferenceRow({ name, difference, chosen, onChoose }: DifferenceRowProps) {
  const group = useId();
  const { before, changedBy } = difference;
  return (
    <li>
      <fieldset className="min-w-0">
        <legend className="mb-1.5 flex flex-wrap items-baseline gap-x-2">
          <code className="font-mono text-[0.8125rem] font-medium wrap-anywhere">{name}</code>
          <span className={changedBy === "both" ? "text-xs text-notice" : "text-xs text-muted"}>
            {conflictTexts.was(
              changedBy,
              <code className="font-mono wrap-anywhere">{shorten(before)}</code>,
            )}
          </span>
        </legend>
        <div className="grid gap-2 sm:grid-cols-2">
          {(["theirs", "yours"] as const).map((side) => (
            <label
              key={side}
              className="grid min-w-0 cursor-pointer grid-cols-[auto_minmax(0,1fr)] content-start gap-x-2.5 rounded-lg border bg-surface p-3 outline-accent transition-colors hover:border-line-strong has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2"
            >
              <input
                type="radio"
                name={group}
                checked={chosen === side}
                onChange={() => onChoose(side)}
                className="mt-0.5 size-4 accent-accent"
              />
              <span className="text-xs leading-5 text-muted">{conflictTexts.sides[side]}</span>
              <code className="col-start-2 max-h-48 overflow-auto font-mono text-[0.8125rem] wrap-anywhere whitespace-pre-wrap">
                {format(difference[side])}
              </code>
            </label>
          ))}
        </div>
      </fieldset>
    </li>
  );
}

const format = (token: string | undefined): string =>
  token === undefined ? conflictTexts.absent : formatJson(token);

const MAX_SHOWN = 80;

function shorten(token: string | undefined): string {
  const text = token ?? conflictTexts.absent;
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}
