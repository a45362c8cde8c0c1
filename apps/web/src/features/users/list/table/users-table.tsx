"use client";
import type { User } from "@/lib/trpc/user";
import { useMemo } from "react";
import { classNames } from "@/lib/class-names";
import { usersTexts } from "@/features/users/list/texts";
import {
  type ColumnSettings,
  columnWidth,
  isDefaultColumns,
  trashColumns,
} from "../../columns/column-settings";
import { useColumnSettings } from "../../columns/use-column-settings";
import { isSelected } from "../../selection/selection";
import type { SelectionState } from "../../selection/use-selection";
import { UserRow } from "./user-row";
import { UsersTableHead } from "./users-table-head";
import type { SortKey } from "../../view/users-view";

/** Widths of the checkbox and the row number. */
const SELECT_WIDTH = 40;
const NUMBER_WIDTH = 56;

interface UsersTableProps {
  users: readonly User[];
  /** The number of the first row, counted from 1. */
  firstRow: number;
  sort: readonly SortKey[];
  onSort: (path: string, options: { readonly isMore: boolean }) => void;
  /** The id of the user that is open next to the table. */
  open: string | undefined;
  /** Shows when each user was removed, in fixed columns. */
  isTrash: boolean;
  selection: SelectionState;
}

export function UsersTable(props: UsersTableProps) {
  const { users, firstRow, sort, onSort, open, isTrash, selection } = props;
  const chosen = useColumnSettings();
  const choice = isTrash ? trashColumns : chosen;
  // The default columns adapt to the available width; chosen columns scroll horizontally.
  const isFluid = isTrash || isDefaultColumns(choice);
  const shown = useMemo(() => ["id", ...choice.shown], [choice.shown]);
  const before = SELECT_WIDTH + NUMBER_WIDTH;
  const minWidth = shown.reduce((sum, path) => sum + columnWidth(choice, path), before);

  return (
    <section
      aria-label={usersTexts.table}
      tabIndex={isFluid ? undefined : 0}
      className="@container overflow-x-auto rounded-2xl border bg-surface"
    >
      <table
        className={classNames("w-full border-collapse text-sm", !isFluid && "table-fixed")}
        style={isFluid ? undefined : { minWidth }}
      >
        <caption className="sr-only">{usersTexts.title}</caption>
        {!isFluid && <ColumnWidths settings={choice} shown={shown} />}
        <UsersTableHead
          shown={shown}
          widths={choice.widths}
          isFluid={isFluid}
          sort={sort}
          onSort={onSort}
          rows={users.length}
          selection={selection}
        />
        <tbody className="divide-y">
          {users.map((user, index) => (
            <UserRow
              key={user.id}
              user={user}
              number={firstRow + index}
              shown={shown}
              isFluid={isFluid}
              isDense={choice.isDense}
              isOpen={user.id === open}
              isSelected={isSelected(selection.selection, user.id)}
              onSelect={selection.selectRow}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface ColumnWidthsProps {
  settings: ColumnSettings;
  shown: readonly string[];
}

/** Fixed widths; without a width, the data column takes the remaining space, or else an empty column does. */
function ColumnWidths({ settings, shown }: ColumnWidthsProps) {
  const isElastic = (path: string) => path === "data" && settings.widths[path] === undefined;
  return (
    <colgroup>
      <col style={{ width: SELECT_WIDTH }} />
      <col style={{ width: NUMBER_WIDTH }} />
      {shown.map((path) => (
        <col
          key={path}
          style={isElastic(path) ? undefined : { width: columnWidth(settings, path) }}
        />
      ))}
      {!shown.some(isElastic) && <col />}
    </colgroup>
  );
}
