"use client";
import type { UserPage } from "@/lib/trpc/user";
import type { Where } from "@roster/contract/filter";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { bulkTexts } from "@/features/users/bulk/texts";
import { type BulkOperation, OperationDialog } from "../bulk/operation-dialog";
import { useTotal } from "../view/use-users";
import type { UsersView } from "../view/users-view";
import { SelectionActions } from "./selection-actions";
import type { SelectionState } from "./use-selection";

interface SelectionBarProps {
  view: UsersView;
  /** The view's parsed filter. */
  where: Where | undefined;
  page: UserPage;
  selection: SelectionState;
}

/** Shows the number of selected users and the bulk operations. */
export function SelectionBar({ view, where, page, selection }: SelectionBarProps) {
  const [open, setOpen] = useState<BulkOperation>();
  const { total } = useTotal(view, { isExact: false });
  const { users, nextCursor, previousCursor } = page;
  const chosen = selection.selection;
  const isMore = nextCursor !== null || previousCursor !== null;
  const isPage = users.length > 0 && selection.onPage === users.length;
  const elsewhere = chosen.kind === "ids" ? chosen.ids.size - selection.onPage : 0;

  return (
    <section
      aria-label={bulkTexts.bar}
      className="sticky bottom-3 z-20 mx-auto mt-4 flex w-fit max-w-full flex-wrap items-center justify-center gap-x-3 gap-y-2 rounded-xl border bg-raised px-3 py-2 shadow-raised"
    >
      <p role="status" className="text-sm tabular-nums">
        <span className="font-medium">
          {chosen.kind === "ids"
            ? bulkTexts.selected(chosen.ids.size)
            : bulkTexts.allSelected(chosen.except.size)}
        </span>
        {elsewhere > 0 && <span className="text-muted"> {bulkTexts.elsewhere(elsewhere)}</span>}
      </p>
      {chosen.kind === "ids" && isPage && isMore && (
        <Button size="small" onClick={selection.selectAllMatching}>
          {bulkTexts.selectAllMatching(total)}
        </Button>
      )}
      <SelectionActions
        isTrash={view.status === "deleted"}
        onOpen={setOpen}
        onClear={selection.clear}
      />
      {open && (
        <OperationDialog
          operation={open}
          view={view}
          where={where}
          users={users}
          selection={chosen}
          onClose={() => setOpen(undefined)}
          onClear={selection.clear}
        />
      )}
    </section>
  );
}
