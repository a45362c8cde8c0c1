"use client";
import type { User } from "@/lib/trpc/user";
import { Columns3 } from "lucide-react";
import dynamic from "next/dynamic";
import { Popover } from "@/components/ui/popover";
import { usersTexts } from "@/features/users/list/texts";

const ColumnsPanel = dynamic(async () => (await import("./columns-panel")).ColumnsPanel, {
  ssr: false,
  loading: () => <p className="p-4 text-sm text-muted">{usersTexts.panelLoading}</p>,
});

/** Chooses the columns, their order and the row height. */
export function ColumnsMenu({ users }: { users: readonly User[] }) {
  return (
    <Popover
      title={usersTexts.columns}
      button={
        <>
          <Columns3 aria-hidden />
          {usersTexts.columns}
        </>
      }
    >
      <ColumnsPanel users={users} />
    </Popover>
  );
}
