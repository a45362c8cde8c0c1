"use client";
import { BanFields, useBanFields } from "@/features/users/status/ban-fields";
import { type BulkProps, unbatched } from "../use-bulk-operation";
import { BulkStatusDialog } from "./bulk-status-dialog";

/** Bans the selected users, all until the same time and for the same reason. */
export function BulkBanDialog(props: BulkProps) {
  const fields = useBanFields(null);
  return (
    <BulkStatusDialog
      {...props}
      action="ban"
      onBegin={() => {
        const ban = fields.read();
        return ban && (({ users }, ids) => users.banMany.mutate({ ids, ...ban }, unbatched));
      }}
    >
      <BanFields fields={fields} />
    </BulkStatusDialog>
  );
}
