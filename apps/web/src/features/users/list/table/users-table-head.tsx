import dynamic from "next/dynamic";
import { classNames } from "@/lib/class-names";
import { usersTexts } from "@/features/users/list/texts";
import { cellStyle } from "./cell-style";
import { columnName } from "../../columns/column-settings";
import { SelectCheckbox } from "../../selection/select-checkbox";
import type { SelectionState } from "../../selection/use-selection";
import { ariaSort, SortHeader } from "./sort-header";
import type { SortKey } from "../../view/users-view";

// Works only once the page has hydrated.
const ResizeHandle = dynamic(
  async () => (await import("../../columns/resize-handle")).ResizeHandle,
  { ssr: false },
);

interface UsersTableHeadProps {
  shown: readonly string[];
  widths: Readonly<Record<string, number>>;
  isFluid: boolean;
  sort: readonly SortKey[];
  onSort: (path: string, options: { readonly isMore: boolean }) => void;
  rows: number;
  selection: SelectionState;
}

export function UsersTableHead(props: UsersTableHeadProps) {
  const { shown, widths, isFluid, sort, onSort, rows, selection } = props;
  const { onPage, selectPage } = selection;
  return (
    <thead className="text-xs text-muted">
      <tr className="border-b bg-sunken">
        <td className="relative w-10 px-3 py-1.5">
          <SelectCheckbox
            label={usersTexts.selectPage}
            isOn={rows > 0 && onPage === rows}
            isIndeterminate={onPage > 0 && onPage < rows}
            isCentred
            onSelect={selectPage}
          />
        </td>
        <th
          scope="col"
          className={classNames(
            "w-14 py-2 pr-4 text-right font-medium",
            isFluid && "hidden @2xl:table-cell",
          )}
        >
          <span aria-hidden>#</span>
          <span className="sr-only">{usersTexts.number}</span>
        </th>
        {shown.map((path) => (
          <th
            key={path}
            scope="col"
            data-column={path}
            aria-sort={ariaSort(sort, path)}
            className={classNames(
              "relative py-2",
              isFluid && path === "id" ? "px-4 @max-2xl:pl-1" : "px-4",
              cellStyle(path, { isFluid }),
              "text-xs font-medium",
            )}
          >
            {path === "data" || path === "deletedAt" ? (
              columnName(path) // cannot be sorted by
            ) : (
              <SortHeader name={columnName(path)} path={path} sort={sort} onSort={onSort} />
            )}
            {!shown.includes("deletedAt") && <ResizeHandle path={path} width={widths[path]} />}
          </th>
        ))}
      </tr>
    </thead>
  );
}
