"use client";
import type { User } from "@/lib/trpc/user";
import { columnsTexts } from "@/features/users/columns/texts";
import { AddPath } from "../filter/add-path";
import { addColumn, columnError, type ColumnSettings } from "./column-settings";
import { updateColumnSettings } from "./use-column-settings";

interface AddColumnProps {
  users: readonly User[];
  settings: ColumnSettings;
}

/** Adds a data path as a column. */
export function AddColumn({ users, settings }: AddColumnProps) {
  return (
    <AddPath
      label={columnsTexts.path}
      placeholder={columnsTexts.pathExample}
      button={columnsTexts.add}
      users={users}
      added={settings.shown}
      check={(path) => columnError(settings, path)}
      onAdd={(path) => updateColumnSettings((before) => addColumn(before, path))}
    />
  );
}
