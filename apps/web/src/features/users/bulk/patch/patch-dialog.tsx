"use client";
import type { PatchUserOutcome } from "@roster/contract";
import { formatPath } from "@roster/contract/json";
import { bulkTexts } from "@/features/users/bulk/texts";
import { BulkDialog } from "../bulk-dialog";
import { type BulkProps, unbatched, useBulkOperation } from "../use-bulk-operation";
import { createBulkRun, type UserResult } from "../bulk-run";
import { PatchFields } from "./patch-editor";
import { toPatchInput } from "./patch-rows";
import { usePatchEditor } from "./use-patch-editor";

/** Applies one patch to the data of all selected users. */
export function PatchDialog(props: BulkProps) {
  const { client, count, error, batches, refresh } = useBulkOperation(props);
  const editor = usePatchEditor();

  async function begin() {
    const patch = await editor.read();
    if (!patch) return undefined;
    return createBulkRun({
      batches: batches(),
      async process(ids) {
        const input = { ids: [...ids], ...toPatchInput(patch) };
        const { results } = await client.users.patchMany.mutate(input, unbatched);
        return results.map(toResult);
      },
    });
  }

  return (
    <BulkDialog
      title={bulkTexts.patchTitle(count)}
      action={bulkTexts.patchAction(count)}
      isChange
      count={count}
      error={error}
      onBegin={begin}
      onEnd={() => void refresh()}
      doneText={bulkTexts.patched}
      onClose={props.onClose}
    >
      <p>{bulkTexts.patchLoss}</p>
      <PatchFields editor={editor} users={props.users} />
    </BulkDialog>
  );
}

function toResult(outcome: PatchUserOutcome): UserResult {
  const { id, status } = outcome;
  switch (status) {
    case "patched":
      return { id, status: "done" };
    case "missing":
      return { id, status };
    case "conflict":
      return { id, status: "failed", reason: bulkTexts.notUnique(formatPath(outcome.path)) };
    case "invalid": {
      const reasons = outcome.issues.map(({ path, message }) => `${formatPath(path)} ${message}`);
      return { id, status: "failed", reason: reasons.join("; ").trim() };
    }
  }
}
