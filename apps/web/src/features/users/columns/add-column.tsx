"use client";
import type { User } from "@/lib/trpc/user";
import { formatUserPath } from "@roster/contract";
import { Plus } from "lucide-react";
import { type SubmitEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { columnsTexts } from "@/features/users/columns/texts";
import { usePathHints } from "../filter/use-path-hints";
import { addColumn, columnError, type ColumnSettings } from "./column-settings";
import { updateColumnSettings } from "./use-column-settings";

interface AddColumnProps {
  users: readonly User[];
  settings: ColumnSettings;
}

/** Adds a data path as a column; suggests paths from the schema and from the users on the page. */
export function AddColumn({ users, settings }: AddColumnProps) {
  const [text, setText] = useState("");
  const [issue, setIssue] = useState<string>();
  const hints = usePathHints(users, { isAsked: true });

  function add(event: SubmitEvent) {
    event.preventDefault();
    const path = text.trim();
    if (path === "") return;
    const found = columnError(settings, path);
    setIssue(found);
    if (found !== undefined) return;
    updateColumnSettings((before) => addColumn(before, path));
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
          return settings.shown.includes(path) ? null : <option key={path} value={path} />;
        })}
      </datalist>
      <FieldError id="column-error">{issue}</FieldError>
    </form>
  );
}
