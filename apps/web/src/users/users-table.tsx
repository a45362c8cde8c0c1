"use client";
import type { User } from "@roster/contract";
import { createColumnHelper, tableFeatures, useTable } from "@tanstack/react-table";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type MouseEvent, useMemo } from "react";
import { RelativeTime } from "@/time/moment";
import { classNames } from "@/components/class-names";
import { DataPreview } from "./data-preview";
import { ariaSort, SortHeader, type SortHeaderProps } from "./sort-header";
import type { SortKey } from "./view";

const features = tableFeatures({});
const column = createColumnHelper<typeof features, User>();

const columns = column.columns([
  column.accessor("id", {
    header: "Id",
    cell: ({ row: { original } }) => (
      <>
        <Link
          href={`/users/${original.id}`}
          className="rounded-sm font-mono text-[0.8125rem] leading-5 font-medium text-ink decoration-line-strong underline-offset-4 group-hover:underline max-md:wrap-anywhere"
        >
          {original.id}
        </Link>
        <div className="mt-1 w-[calc(100cqw-2rem)] md:hidden">
          <DataPreview data={original.data} />
        </div>
      </>
    ),
  }),
  column.accessor("data", {
    header: "Data",
    cell: ({ getValue }) => <DataPreview data={getValue()} />,
  }),
  column.accessor("version", { header: "Version", cell: ({ getValue }) => `v${getValue()}` }),
  column.accessor("createdAt", {
    header: "Created",
    cell: ({ getValue }) => <RelativeTime at={getValue()} />,
  }),
]);

const cellStyles: Record<string, string> = {
  id: "max-w-0 text-left md:w-[26%] md:truncate",
  data: "hidden max-w-0 text-left md:table-cell",
  version: "hidden w-26 text-right text-muted tabular-nums sm:table-cell",
  createdAt: "w-30 text-right whitespace-nowrap text-muted md:w-36",
};

interface UsersTableProps {
  users: User[];
  /** The number of the first row, as people count. */
  firstRow: number;
  sort: readonly SortKey[];
  onSort: (path: string, options: { readonly isMore: boolean }) => void;
}

export function UsersTable({ users, firstRow, sort, onSort }: UsersTableProps) {
  const router = useRouter();
  const data = useMemo(() => users, [users]);
  const table = useTable({ features, columns, data, getRowId: (user) => user.id });

  /** The whole row opens the user; its link is for the keyboard, and for a new tab. */
  function open(event: MouseEvent, id: string) {
    const isText = window.getSelection()?.isCollapsed === false;
    const isLink = event.target instanceof Element && event.target.closest("a") !== null;
    if (!isText && !isLink) router.push(`/users/${id}`);
  }

  return (
    <div className="@container overflow-hidden rounded-2xl border bg-surface">
      <table className="w-full border-collapse text-sm">
        <caption className="sr-only">Users</caption>
        <thead className="text-xs text-muted">
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id} className="border-b bg-sunken">
              <th
                scope="col"
                className="hidden w-14 py-2 pr-4 text-right font-medium md:table-cell"
              >
                <span aria-hidden>#</span>
                <span className="sr-only">Number</span>
              </th>
              {group.headers.map(({ id, column: { columnDef } }) => (
                <th
                  key={id}
                  scope="col"
                  aria-sort={ariaSort(sort, id)}
                  className={classNames("px-4 py-2", cellStyles[id], "text-xs font-medium")}
                >
                  <ColumnName
                    name={String(columnDef.header)}
                    path={id}
                    sort={sort}
                    onSort={onSort}
                  />
                </th>
              ))}
            </tr>
          ))}
        </thead>
        <tbody className="divide-y">
          {table.getRowModel().rows.map((row) => (
            <tr
              key={row.id}
              onClick={(event) => open(event, row.id)}
              className="group cursor-pointer transition-colors hover:bg-hover has-focus-visible:bg-hover"
            >
              <td className="hidden border-r py-2.5 pr-4 text-right align-top font-mono text-xs leading-5 text-muted tabular-nums md:table-cell">
                {firstRow + row.index}
              </td>
              {row.getAllCells().map((cell) => (
                <td
                  key={cell.id}
                  className={classNames("px-4 py-2.5 align-top", cellStyles[cell.column.id])}
                >
                  <table.FlexRender cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** All data is of no order. */
function ColumnName(props: SortHeaderProps) {
  return props.path === "data" ? props.name : <SortHeader {...props} />;
}
