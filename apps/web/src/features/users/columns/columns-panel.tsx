"use client";
import type { User } from "@roster/contract";
import { Button } from "@/components/ui/button";
import { Switch } from "@/components/ui/switch";
import { columnsTexts } from "@/features/users/columns/texts";
import { AddPath } from "./add-path";
import { fieldColumns, usualColumns } from "./column-choice";
import { ColumnItem } from "./column-item";
import { changeColumns, useColumns } from "./use-columns";

/** The columns to choose from, and how close the rows are. */
export function ColumnsPanel({ users }: { users: readonly User[] }) {
  const choice = useColumns();
  const hidden = fieldColumns.filter((path) => !choice.shown.includes(path));
  return (
    <>
      <ul aria-label={columnsTexts.columns} className="grid max-h-72 overflow-y-auto p-1.5">
        {choice.shown.map((path, index) => (
          <ColumnItem
            key={path}
            path={path}
            isShown
            isFirst={index === 0}
            isLast={index === choice.shown.length - 1}
          />
        ))}
        {hidden.map((path) => (
          <ColumnItem key={path} path={path} isShown={false} />
        ))}
      </ul>
      <div className="border-t p-3">
        <AddPath users={users} choice={choice} />
      </div>
      <div className="flex items-center justify-between gap-3 border-t p-3">
        <span className="flex items-center gap-2 text-sm">
          <Switch
            id="dense-rows"
            isOn={choice.isDense}
            onChange={(isDense) => changeColumns((before) => ({ ...before, isDense }))}
          />
          <label id="dense-rows-label" htmlFor="dense-rows">
            {columnsTexts.compact}
          </label>
        </span>
        <Button size="small" onClick={() => changeColumns(() => usualColumns)}>
          {columnsTexts.reset}
        </Button>
      </div>
    </>
  );
}
