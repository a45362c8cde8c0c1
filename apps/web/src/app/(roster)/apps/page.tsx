import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getHost } from "@/server/page-host";
import { dehydrated, openTrpc, prefetch } from "@/server/page-trpc";
import { AppsPage } from "@/features/apps/apps-page";
import { LoadErrorPage } from "@/components/load-error-page";
import { appsTexts } from "@/features/apps/texts";

export const metadata: Metadata = { title: appsTexts.title };

export default async function Page() {
  const trpc = await openTrpc();
  const failure = await prefetch((queries) => queries.query(trpc.apps.list.queryOptions()));
  if (failure) return <LoadErrorPage title={appsTexts.title} failure={failure} />;
  return (
    <HydrationBoundary state={dehydrated()}>
      <AppsPage firstAppId={getHost().firstAppId} />
    </HydrationBoundary>
  );
}
