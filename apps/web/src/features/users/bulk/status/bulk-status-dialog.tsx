"use client";
import type { ChangeStatusOutcome } from "@roster/contract";
import { formatPath } from "@roster/contract/json";
import type { ReactNode } from "react";
import { bulkTexts } from "@/features/users/bulk/texts";
import { statusTexts } from "@/features/users/status/texts";
import type { StatusAction } from "@/features/users/status/use-change-status";
import { BulkDialog } from "../bulk-dialog";
import { createBulkRun, type UserResult } from "../bulk-run";
import { SelectedIds } from "../selected-ids";
import { type BulkProps, useBulkOperation } from "../use-bulk-operation";
import { bulkStatusTexts } from "./texts";

type Client = ReturnType<typeof useBulkOperation>["client"];
export type ChangeMany = (
  client: Client,
  ids: string[],
) => Promise<{ results: readonly ChangeStatusOutcome[] }>;

interface BulkStatusDialogProps extends BulkProps {
  action: StatusAction;
  /** Returns the call for a batch of users; undefined if the input is invalid. */
  onBegin: () => ChangeMany | undefined;
  children?: ReactNode;
}

/** Explains a change of the selected users' status, and runs it. */
export function BulkStatusDialog(props: BulkStatusDialogProps) {
  const { action, onBegin, children, ...bulk } = props;
  const { client, count, error, batches, refresh } = useBulkOperation(bulk);
  const texts = bulkStatusTexts[action];

  function begin() {
    const changeMany = onBegin();
    if (!changeMany) return undefined;
    return createBulkRun({
      batches: batches(),
      async process(ids) {
        const { results } = await changeMany(client, [...ids]);
        return results.map(toResult);
      },
    });
  }

  return (
    <BulkDialog
      title={texts.title(count)}
      action={statusTexts[action]}
      isDanger={action === "deactivate" || action === "ban" || action === "revokeTokens"}
      isChange
      count={count}
      error={error}
      onBegin={begin}
      onEnd={() => void refresh()}
      doneText={texts.done}
      onClose={({ isBegun }) => {
        bulk.onClose();
        // Restored users have left the list.
        if (isBegun && action === "restore") bulk.onClear();
      }}
    >
      <SelectedIds selection={bulk.selection} />
      <p>{texts.effect}</p>
      {children}
    </BulkDialog>
  );
}

function toResult(outcome: ChangeStatusOutcome): UserResult {
  const { id, status } = outcome;
  switch (status) {
    case "changed":
    case "unchanged":
      return { id, status: "done" };
    case "missing":
      return { id, status };
    case "conflict":
      return { id, status: "failed", reason: bulkTexts.notUnique(formatPath(outcome.path)) };
  }
}
