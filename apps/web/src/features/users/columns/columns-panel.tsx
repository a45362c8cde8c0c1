"use client";
import type { User } from "@/lib/trpc/user";
import { Button } from "@/components/ui/button";
import { Switch } from "@/components/ui/switch";
import { columnsTexts } from "@/features/users/columns/texts";
import { AddColumn } from "./add-column";
import { defaultColumns, fieldColumns } from "./column-settings";
import { ColumnItem } from "./column-item";
import { updateColumnSettings, useColumnSettings } from "./use-column-settings";

/** The available columns and the row height. */
export function ColumnsPanel({ users }: { users: readonly User[] }) {
  const settings = useColumnSettings();
  const hidden = fieldColumns.filter((path) => !settings.shown.includes(path));
  return (
    <>
      <ul aria-label={columnsTexts.columns} className="grid max-h-72 overflow-y-auto p-1.5">
        {settings.shown.map((path, index) => (
          <ColumnItem
            key={path}
            path={path}
            isShown
            isFirst={index === 0}
            isLast={index === settings.shown.length - 1}
          />
        ))}
        {hidden.map((path) => (
          <ColumnItem key={path} path={path} isShown={false} />
        ))}
      </ul>
      <div className="border-t p-3">
        <AddColumn users={users} settings={settings} />
      </div>
      <div className="flex items-center justify-between gap-3 border-t p-3">
        <span className="flex items-center gap-2 text-sm">
          <Switch
            id="dense-rows"
            isOn={settings.isDense}
            onChange={(isDense) => updateColumnSettings((before) => ({ ...before, isDense }))}
          />
          <label id="dense-rows-label" htmlFor="dense-rows">
            {columnsTexts.compact}
          </label>
        </span>
        <Button size="small" onClick={() => updateColumnSettings(() => defaultColumns)}>
          {columnsTexts.reset}
        </Button>
      </div>
    </>
  );
}
