import { ArrowDown, ArrowUp } from "lucide-react";
import { Button } from "@/components/ui/button";
import { columnsTexts } from "@/features/users/columns/texts";
import { addColumn, columnName, moveColumn, removeColumn } from "./column-settings";
import { updateColumnSettings } from "./use-column-settings";

interface ColumnItemProps {
  path: string;
  isShown: boolean;
  isFirst?: boolean;
  isLast?: boolean;
}

/** A column with its visibility and its position. */
export function ColumnItem({ path, isShown, isFirst = true, isLast = true }: ColumnItemProps) {
  const name = columnName(path);
  const move = (step: -1 | 1) =>
    updateColumnSettings((settings) => moveColumn(settings, path, step));
  return (
    <li className="flex items-center gap-1 rounded-lg pl-2 hover:bg-hover">
      <label className="flex min-w-0 flex-1 items-center gap-2.5 py-1.5 text-sm">
        <input
          type="checkbox"
          checked={isShown}
          onChange={({ target }) =>
            updateColumnSettings((settings) =>
              target.checked ? addColumn(settings, path) : removeColumn(settings, path),
            )
          }
          className="size-4 shrink-0 accent-accent"
        />
        <span className="truncate">{name}</span>
      </label>
      {isShown && (
        <>
          <Button
            variant="ghost"
            size="icon-small"
            aria-label={columnsTexts.moveUp(name)}
            // Not `disabled`, which would lose the focus after the last move.
            aria-disabled={isFirst}
            onClick={() => move(-1)}
          >
            <ArrowUp aria-hidden />
          </Button>
          <Button
            variant="ghost"
            size="icon-small"
            aria-label={columnsTexts.moveDown(name)}
            aria-disabled={isLast}
            onClick={() => move(1)}
          >
            <ArrowDown aria-hidden />
          </Button>
        </>
      )}
    </li>
  );
}
