"use client";
import type { UserPage } from "@/lib/trpc/user";
import type { Where } from "@roster/contract/filter";
import { Download, Pencil, Trash2, X } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { bulkTexts } from "@/features/users/bulk/texts";
import { useTotal } from "../view/use-users";
import type { UsersView } from "../view/users-view";
import type { SelectionState } from "./use-selection";

const dialogs = {
  patch: dynamic(async () => (await import("../bulk/patch/patch-dialog")).PatchDialog),
  export: dynamic(async () => (await import("../bulk/export-dialog")).ExportDialog),
  remove: dynamic(async () => (await import("../bulk/remove-dialog")).RemoveDialog),
};

interface SelectionBarProps {
  view: UsersView;
  /** The view's parsed filter. */
  where: Where | undefined;
  page: UserPage;
  selection: SelectionState;
}

/** Shows the number of selected users and the bulk operations. */
export function SelectionBar({ view, where, page, selection }: SelectionBarProps) {
  const [open, setOpen] = useState<keyof typeof dialogs>();
  const { total } = useTotal(view, { isExact: false });
  const { users, nextCursor, previousCursor } = page;
  const chosen = selection.selection;
  const isMore = nextCursor !== null || previousCursor !== null;
  const isPage = users.length > 0 && selection.onPage === users.length;
  const elsewhere = chosen.kind === "ids" ? chosen.ids.size - selection.onPage : 0;
  const OpenDialog = open && dialogs[open];

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
      <SelectionActions onOpen={setOpen} onClear={selection.clear} />
      {OpenDialog && (
        <OpenDialog
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

interface SelectionActionsProps {
  onOpen: (dialog: keyof typeof dialogs) => void;
  onClear: () => void;
}

function SelectionActions({ onOpen, onClear }: SelectionActionsProps) {
  return (
    <div className="flex items-center gap-1.5">
      <Button size="small" onClick={() => onOpen("patch")}>
        <Pencil aria-hidden />
        {bulkTexts.patch}
      </Button>
      <Button size="small" onClick={() => onOpen("export")}>
        <Download aria-hidden />
        {bulkTexts.export}
      </Button>
      <Button size="small" variant="danger-outline" onClick={() => onOpen("remove")}>
        <Trash2 aria-hidden />
        {bulkTexts.remove}
      </Button>
      <Button
        size="icon-small"
        variant="ghost"
        aria-label={bulkTexts.clear}
        title={bulkTexts.clear}
        onClick={onClear}
      >
        <X aria-hidden />
      </Button>
    </div>
  );
}
