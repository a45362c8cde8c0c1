import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getHost } from "@/server/page-host";
import { dehydrated, openTrpc, prefetch } from "@/server/page-trpc";
import { LoadErrorPage } from "@/components/load-error-page";
import { ConnectPage } from "@/features/connect/connect-page";
import { connectTexts } from "@/features/connect/texts";

export const metadata: Metadata = { title: connectTexts.title };

export default async function Page() {
  const trpc = await openTrpc();
  const failure = await prefetch((queries) => queries.query(trpc.apiKeys.list.queryOptions()));
  if (failure) return <LoadErrorPage title={connectTexts.title} failure={failure} />;
  return (
    <HydrationBoundary state={dehydrated()}>
      <ConnectPage apiUrl={getHost().apiUrl} />
    </HydrationBoundary>
  );
}
