import { classNames } from "@/components/class-names";
import { cellStyle } from "./cell-style";
import { columnName } from "./columns/column-name";
import { ResizeHandle } from "./columns/resize-handle";
import { ariaSort, SortHeader } from "./sort-header";
import type { SortKey } from "./view";

interface UsersHeadProps {
  shown: readonly string[];
  widths: Readonly<Record<string, number>>;
  isFluid: boolean;
  sort: readonly SortKey[];
  onSort: (path: string, options: { readonly isMore: boolean }) => void;
}

export function UsersHead({ shown, widths, isFluid, sort, onSort }: UsersHeadProps) {
  return (
    <thead className="text-xs text-muted">
      <tr className="border-b bg-sunken">
        <th
          scope="col"
          className={classNames(
            "w-14 py-2 pr-4 text-right font-medium",
            isFluid && "hidden md:table-cell",
          )}
        >
          <span aria-hidden>#</span>
          <span className="sr-only">Number</span>
        </th>
        {shown.map((path) => (
          <th
            key={path}
            scope="col"
            data-column={path}
            aria-sort={ariaSort(sort, path)}
            className={classNames(
              "relative px-4 py-2",
              cellStyle(path, { isFluid }),
              "text-xs font-medium",
            )}
          >
            {path === "data" ? (
              columnName(path) // all data is of no order
            ) : (
              <SortHeader name={columnName(path)} path={path} sort={sort} onSort={onSort} />
            )}
            <ResizeHandle path={path} width={widths[path]} />
          </th>
        ))}
      </tr>
    </thead>
  );
}
