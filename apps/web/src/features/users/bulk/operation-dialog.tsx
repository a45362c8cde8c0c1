"use client";
import dynamic from "next/dynamic";
import type { StatusAction } from "../status/use-change-status";
import type { BulkProps } from "./use-bulk-operation";

const PatchDialog = dynamic(async () => (await import("./patch/patch-dialog")).PatchDialog);
const ExportDialog = dynamic(async () => (await import("./export-dialog")).ExportDialog);
const RemoveDialog = dynamic(async () => (await import("./remove-dialog")).RemoveDialog);
const BanDialog = dynamic(async () => (await import("./status/bulk-ban-dialog")).BulkBanDialog);
const StatusDialog = dynamic(
  async () => (await import("./status/simple-status-dialog")).SimpleStatusDialog,
);

export type BulkOperation = "patch" | "export" | "remove" | StatusAction;

/** The dialog of a bulk operation. */
export function OperationDialog({ operation, ...props }: BulkProps & { operation: BulkOperation }) {
  switch (operation) {
    case "patch":
      return <PatchDialog {...props} />;
    case "export":
      return <ExportDialog {...props} />;
    case "remove":
      return <RemoveDialog {...props} />;
    case "ban":
      return <BanDialog {...props} />;
    default:
      return <StatusDialog action={operation} {...props} />;
  }
}
