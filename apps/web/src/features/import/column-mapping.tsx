"use client";
import type { CsvColumns } from "@roster/client/files";
import { Card } from "@/components/card";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { importTexts } from "@/features/import/texts";

const texts = importTexts.columns;

type Target = CsvColumns[string];

/** The options of each column. `asNamed` sets no target; `dataPath` is followed by a path. */
const choices = [
  "asNamed",
  "id",
  "data",
  "createdAt",
  "updatedAt",
  "status",
  "dataPath",
  "ignore",
] as const;
type Choice = (typeof choices)[number];

interface ColumnMappingProps {
  names: readonly string[];
  columns: CsvColumns;
  onChange: (columns: CsvColumns) => void;
}

/** Chooses the target of each CSV column. */
export function ColumnMapping({ names, columns, onChange }: ColumnMappingProps) {
  const toTarget = (name: string, choice: Choice): Target | undefined => {
    if (choice === "asNamed") return undefined;
    if (choice === "ignore") return null;
    return choice === "dataPath" ? `data.${name.replaceAll(/[\s.\\]+/g, "_")}` : choice;
  };
  const set = (name: string, target: Target | undefined) => {
    const others = Object.entries(columns).filter(([other]) => other !== name);
    onChange(Object.fromEntries(target === undefined ? others : [...others, [name, target]]));
  };
  return (
    <Card title={texts.title}>
      <p className="px-5 pt-3.5 text-sm text-muted">{texts.hint}</p>
      <ul aria-label={texts.title} className="grid gap-2.5 px-5 py-4">
        {names.map((name) => {
          const target = Object.hasOwn(columns, name) ? columns[name] : undefined;
          return (
            <li key={name} className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
              <span className="w-40 font-mono text-[0.8125rem] wrap-anywhere">{name}</span>
              <Select
                aria-label={texts.target(name)}
                value={choiceOf(target)}
                onChange={({ target: { value } }) => {
                  set(
                    name,
                    toTarget(name, choices.find((choice) => choice === value) ?? "asNamed"),
                  );
                }}
              >
                {choices.map((choice) => (
                  <option key={choice} value={choice}>
                    {labelOf(choice, name)}
                  </option>
                ))}
              </Select>
              {choiceOf(target) === "dataPath" && (
                <Input
                  aria-label={texts.path(name)}
                  placeholder={texts.pathExample}
                  spellCheck={false}
                  autoCapitalize="off"
                  className="max-w-52 flex-1 font-mono"
                  value={target?.slice("data.".length) ?? ""}
                  onChange={({ target: { value } }) => set(name, `data.${value}`)}
                />
              )}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

function choiceOf(target: Target | undefined): Choice {
  if (target === undefined) return "asNamed";
  if (target === null) return "ignore";
  return choices.find((choice) => choice === target) ?? "dataPath";
}

function labelOf(choice: Choice, name: string): string {
  if (choice === "asNamed") return texts.asNamed(name);
  return choice === "dataPath" ? texts.dataPath : texts[choice];
}
