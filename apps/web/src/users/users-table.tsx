"use client";
import type { User } from "@roster/contract";
import { classNames } from "@/components/class-names";
import { isUsual } from "./columns/column-choice";
import { columnWidth } from "./columns/column-width";
import { useColumns } from "./columns/use-columns";
import { UserRow } from "./user-row";
import { UsersHead } from "./users-head";
import type { SortKey } from "./view";

/** Of the number before each user. */
const NUMBER_WIDTH = 56;

interface UsersTableProps {
  users: User[];
  /** The number of the first row, as people count. */
  firstRow: number;
  sort: readonly SortKey[];
  onSort: (path: string, options: { readonly isMore: boolean }) => void;
}

export function UsersTable({ users, firstRow, sort, onSort }: UsersTableProps) {
  const choice = useColumns();
  // As it comes it arranges itself by its content; columns that were chosen scroll sideways at need.
  const isFluid = isUsual(choice);
  const shown = ["id", ...choice.shown];
  const minWidth = shown.reduce((sum, path) => sum + columnWidth(choice, path), NUMBER_WIDTH);
  const isElastic = (path: string) => path === "data" && choice.widths[path] === undefined;

  return (
    <section
      aria-label="Table of users"
      tabIndex={isFluid ? undefined : 0}
      className="@container overflow-x-auto rounded-2xl border bg-surface"
    >
      <table
        className={classNames("w-full border-collapse text-sm", !isFluid && "table-fixed")}
        style={isFluid ? undefined : { minWidth }}
      >
        <caption className="sr-only">Users</caption>
        {!isFluid && (
          <colgroup>
            <col style={{ width: NUMBER_WIDTH }} />
            {shown.map((path) => (
              <col
                key={path}
                style={isElastic(path) ? undefined : { width: columnWidth(choice, path) }}
              />
            ))}
            {!shown.some(isElastic) && <col />}
          </colgroup>
        )}
        <UsersHead
          shown={shown}
          widths={choice.widths}
          isFluid={isFluid}
          sort={sort}
          onSort={onSort}
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
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}
