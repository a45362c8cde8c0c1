"use client";
import type { StatusAction } from "@/features/users/status/use-change-status";
import { type BulkProps, unbatched } from "../use-bulk-operation";
import { BulkStatusDialog, type ChangeMany } from "./bulk-status-dialog";

type SimpleAction = Exclude<StatusAction, "ban">;

const calls: Readonly<Record<SimpleAction, ChangeMany>> = {
  deactivate: ({ users }, ids) => users.deactivateMany.mutate({ ids }, unbatched),
  reactivate: ({ users }, ids) => users.reactivateMany.mutate({ ids }, unbatched),
  unban: ({ users }, ids) => users.unbanMany.mutate({ ids }, unbatched),
  revokeTokens: ({ users }, ids) => users.revokeTokensMany.mutate({ ids }, unbatched),
  restore: ({ users }, ids) => users.restoreMany.mutate({ ids }, unbatched),
};

/** Changes the selected users' status, without any input. */
export function SimpleStatusDialog(props: BulkProps & { action: SimpleAction }) {
  return <BulkStatusDialog {...props} onBegin={() => calls[props.action]} />;
}
