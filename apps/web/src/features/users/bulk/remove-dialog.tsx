"use client";
import { bulkTexts } from "@/features/users/bulk/texts";
import { RemovalFields } from "@/features/users/removal/removal-fields";
import { removalTexts } from "@/features/users/removal/texts";
import { useRemoval } from "@/features/users/removal/use-removal";
import { BulkDialog } from "./bulk-dialog";
import { type BulkProps, unbatched, useBulkOperation } from "./use-bulk-operation";
import { createBulkRun } from "./bulk-run";
import { SelectedIds } from "./selected-ids";

/** Moves the selected users to the trash, or removes them for good. */
export function RemoveDialog(props: BulkProps) {
  const { client, count, error, batches, refresh } = useBulkOperation(props);
  const isInTrash = props.view.status === "deleted";
  const removal = useRemoval(isInTrash ? "hard" : "soft");
  const { mode } = removal.input;

  const begin = () =>
    createBulkRun({
      batches: batches(),
      async process(ids) {
        const input = { ids: [...ids], ...removal.input };
        const { removed } = await client.users.removeMany.mutate(input, unbatched);
        const removedIds = new Set(removed);
        return ids.map((id) => ({ id, status: removedIds.has(id) ? "done" : "missing" }));
      },
    });

  return (
    <BulkDialog
      title={isInTrash ? bulkTexts.removeForGoodTitle(count) : bulkTexts.removeTitle(count)}
      action={removalTexts.modes[mode]}
      isDanger
      isChange
      count={count}
      error={error}
      onBegin={begin}
      onEnd={() => void refresh()}
      doneText={bulkTexts.removed[mode]}
      onClose={({ isBegun }) => {
        props.onClose();
        if (isBegun) props.onClear();
      }}
    >
      <SelectedIds selection={props.selection} />
      <RemovalFields
        removal={removal}
        isInTrash={isInTrash}
        softEffect={bulkTexts.trashEffect}
        hardEffect={bulkTexts.removeLoss}
      />
    </BulkDialog>
  );
}
