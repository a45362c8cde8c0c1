import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { LoadErrorPage } from "@/components/load-error-page";
import { AdminsPage } from "@/features/admins/admins-page";
import { adminsTexts } from "@/features/admins/texts";
import { dehydrated, openTrpc, prefetch } from "@/server/page-trpc";

export const metadata: Metadata = { title: adminsTexts.title };

export default async function Page() {
  const trpc = await openTrpc();
  const failure = await prefetch((queries) =>
    Promise.all([
      queries.query(trpc.admins.list.queryOptions()),
      queries.query(trpc.apps.list.queryOptions()),
      queries.query(trpc.account.get.queryOptions()),
    ]),
  );
  if (failure) return <LoadErrorPage title={adminsTexts.title} failure={failure} />;
  return (
    <HydrationBoundary state={dehydrated()}>
      <AdminsPage />
    </HydrationBoundary>
  );
}
