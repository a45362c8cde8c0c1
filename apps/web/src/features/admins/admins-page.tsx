"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { PageHeader } from "@/components/page-header";
import { adminsTexts } from "@/features/admins/texts";
import { useTRPC } from "@/lib/trpc/client";
import { AdminItem } from "./admin-item";
import { InviteAdmin } from "./invite-admin";

export function AdminsPage() {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.admins.list.queryOptions());
  const { data: me } = useSuspenseQuery(trpc.account.get.queryOptions());
  return (
    <>
      <PageHeader
        title={adminsTexts.title}
        description={adminsTexts.description}
        actions={<InviteAdmin />}
      />
      <ul
        className="divide-y overflow-hidden rounded-2xl border bg-surface"
        aria-label={adminsTexts.all}
      >
        {data.admins.map((admin) => (
          <AdminItem key={admin.id} admin={admin} isMe={admin.id === me.id} />
        ))}
      </ul>
    </>
  );
}
