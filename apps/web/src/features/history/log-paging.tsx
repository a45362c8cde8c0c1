import { Button } from "@/components/ui/button";
import { historyTexts } from "@/features/history/texts";

interface LogPagingProps {
  /** Undefined on the first page. */
  onNewest: (() => void) | undefined;
  /** Undefined on the last page. */
  onOlder: (() => void) | undefined;
}

/** A log is read backwards: a page leads to the next older one, or back to the newest. */
export function LogPaging({ onNewest, onOlder }: LogPagingProps) {
  if (!onNewest && !onOlder) return null;
  return (
    <nav aria-label={historyTexts.pages} className="flex gap-2 border-t px-5 py-3">
      {onNewest && (
        <Button size="small" onClick={onNewest}>
          {historyTexts.newest}
        </Button>
      )}
      {onOlder && (
        <Button size="small" onClick={onOlder}>
          {historyTexts.older}
        </Button>
      )}
    </nav>
  );
}
