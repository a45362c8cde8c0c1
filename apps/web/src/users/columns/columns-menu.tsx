"use client";
import type { User } from "@roster/contract";
import { Columns3 } from "lucide-react";
import dynamic from "next/dynamic";
import { Popover } from "@/components/ui/popover";

const ColumnsPanel = dynamic(async () => (await import("./columns-panel")).ColumnsPanel, {
  ssr: false,
  loading: () => <p className="p-4 text-sm text-muted">Loading…</p>,
});

/** Which columns stand in the table, in which order, and how close the rows are. */
export function ColumnsMenu({ users }: { users: readonly User[] }) {
  return (
    <Popover
      title="Columns"
      button={
        <>
          <Columns3 aria-hidden />
          Columns
        </>
      }
    >
      <ColumnsPanel users={users} />
    </Popover>
  );
}
