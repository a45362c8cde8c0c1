"use client";
import { bulkTexts } from "@/features/users/bulk/texts";
import { BulkDialog } from "./bulk-dialog";
import { type BulkProps, unbatched, useBulkOperation } from "./use-bulk-operation";
import { createBulkRun } from "./bulk-run";
import type { Selection } from "../selection/selection";

export function RemoveDialog(props: BulkProps) {
  const { client, count, error, batches, refresh } = useBulkOperation(props);

  const begin = () =>
    createBulkRun({
      batches: batches(),
      async process(ids) {
        const { removed } = await client.users.removeMany.mutate({ ids: [...ids] }, unbatched);
        const removedIds = new Set(removed);
        return ids.map((id) => ({ id, status: removedIds.has(id) ? "done" : "missing" }));
      },
    });

  return (
    <BulkDialog
      title={bulkTexts.removeTitle(count)}
      action={bulkTexts.removeAction(count)}
      isDanger
      isChange
      count={count}
      error={error}
      onBegin={begin}
      onEnd={() => void refresh()}
      doneText={bulkTexts.removed}
      onClose={({ isBegun }) => {
        props.onClose();
        if (isBegun) props.onClear();
      }}
    >
      <p>{bulkTexts.removeLoss(count)}</p>
      <SelectedIds selection={props.selection} />
      <p>{bulkTexts.removeAgain}</p>
    </BulkDialog>
  );
}

const MAX_LISTED = 6;

/** Lists the first selected ids and counts the others. */
export function SelectedIds({ selection }: { selection: Selection }) {
  if (selection.kind === "matching") return <p>{bulkTexts.allMatching(selection.except.size)}</p>;
  const named = [...selection.ids].slice(0, MAX_LISTED);
  const others = selection.ids.size - named.length;
  return (
    <p className="font-mono text-[0.8125rem] text-ink wrap-anywhere">
      {named.join(", ")}
      {others > 0 && <span className="font-sans text-muted"> {bulkTexts.andMore(others)}</span>}
    </p>
  );
}
