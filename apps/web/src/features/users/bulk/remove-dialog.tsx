"use client";
import { bulkTexts } from "@/features/users/bulk/texts";
import { BulkDialog } from "./bulk-dialog";
import type { BulkProps } from "./bulk-props";
import { createBulkRun } from "./bulk-run";
import { SelectedIds } from "./selected-ids";
import { alone, useBulk } from "./use-bulk";

export function RemoveDialog(props: BulkProps) {
  const { client, count, error, batches, readAnew } = useBulk(props);

  const begin = () =>
    createBulkRun({
      batches: batches(),
      async work(ids) {
        const { removed } = await client.users.removeMany.mutate({ ids: [...ids] }, alone);
        const gone = new Set(removed);
        return ids.map((id) => ({ id, status: gone.has(id) ? "done" : "missing" }));
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
      onEnd={() => void readAnew()}
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
