import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import { usersTexts } from "@/features/users/list/texts";
import type { SortKey } from "../../view/users-view";

export interface SortHeaderProps {
  name: string;
  path: string;
  sort: readonly SortKey[];
  onSort: (path: string, options: { readonly isMore: boolean }) => void;
}

/** A sortable column header: a click sorts by it, with Shift after the other columns. */
export function SortHeader({ name, path, sort, onSort }: SortHeaderProps) {
  const index = sort.findIndex((key) => key.path === path);
  const direction = sort[index]?.direction;
  const Sign = direction === undefined ? ChevronsUpDown : direction === "asc" ? ArrowUp : ArrowDown;
  return (
    <button
      type="button"
      title={usersTexts.sortBy(name)}
      onClick={({ shiftKey }) => onSort(path, { isMore: shiftKey })}
      className="group/sort -mx-1.5 inline-flex max-w-full items-center gap-1 rounded-md px-1.5 py-0.5 font-medium hover:bg-hover hover:text-ink"
    >
      <span className="truncate">{name}</span>
      <Sign
        aria-hidden
        className={
          direction === undefined
            ? "size-3 shrink-0 opacity-0 group-hover/sort:opacity-60 group-focus-visible/sort:opacity-60"
            : "size-3 shrink-0 text-accent"
        }
      />
      {direction !== undefined && sort.length > 1 && (
        <span aria-hidden className="text-accent tabular-nums">
          {index + 1}
        </span>
      )}
      {direction !== undefined && index > 0 && (
        <span className="sr-only">, {usersTexts.sorted(direction, index + 1)}</span>
      )}
    </button>
  );
}

/** Set only on the primary sort column, as ARIA recommends. */
export function ariaSort(sort: readonly SortKey[], path: string) {
  const [first] = sort;
  if (first?.path !== path) return undefined;
  return first.direction === "asc" ? "ascending" : "descending";
}
