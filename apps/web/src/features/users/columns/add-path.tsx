"use client";
import { type User, formatUserPath } from "@roster/contract";
import { Plus } from "lucide-react";
import { type SubmitEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { columnsTexts } from "@/features/users/columns/texts";
import { usePathHints } from "../filter/use-path-hints";
import { addColumn, type ColumnChoice, columnIssue } from "./column-choice";
import { changeColumns } from "./use-columns";

interface AddPathProps {
  users: readonly User[];
  choice: ColumnChoice;
}

/** Makes a path of data a column; those of the schema and of the users that are seen are offered. */
export function AddPath({ users, choice }: AddPathProps) {
  const [text, setText] = useState("");
  const [issue, setIssue] = useState<string>();
  const hints = usePathHints(users, { isAsked: true });

  function add(event: SubmitEvent) {
    event.preventDefault();
    const path = text.trim();
    if (path === "") return;
    const found = columnIssue(choice, path);
    setIssue(found);
    if (found !== undefined) return;
    changeColumns((before) => addColumn(before, path));
    setText("");
  }

  return (
    <form onSubmit={add} className="grid gap-1.5">
      <div className="flex gap-2">
        <Input
          aria-label={columnsTexts.path}
          aria-invalid={issue !== undefined}
          aria-describedby="column-error"
          placeholder={columnsTexts.pathExample}
          list="column-paths"
          spellCheck={false}
          autoCapitalize="off"
          value={text}
          onChange={({ target }) => {
            setText(target.value);
            setIssue(undefined);
          }}
          className="h-8 font-mono text-[0.8125rem]"
        />
        <Button type="submit" size="small">
          <Plus aria-hidden />
          {columnsTexts.add}
        </Button>
      </div>
      <datalist id="column-paths">
        {hints.map(({ keys: [first = "", ...others] }) => {
          const path = formatUserPath(["data", first, ...others]);
          return choice.shown.includes(path) ? null : <option key={path} value={path} />;
        })}
      </datalist>
      <FieldError id="column-error">{issue}</FieldError>
    </form>
  );
}
