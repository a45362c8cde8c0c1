import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getHost } from "@/app/_server/host";
import { dehydrated, openTrpc, prefetch } from "@/app/_server/trpc";
import { FailedPage } from "@/components/failed-page";
import { ConnectPage } from "@/connect/connect-page";
import { connectTexts } from "@/texts/connect";

export const metadata: Metadata = { title: connectTexts.title };

export default async function Page() {
  const trpc = await openTrpc();
  const failure = await prefetch((queries) => queries.query(trpc.apiKeys.list.queryOptions()));
  if (failure) return <FailedPage title={connectTexts.title} failure={failure} />;
  return (
    <HydrationBoundary state={dehydrated()}>
      <ConnectPage apiUrl={getHost().apiUrl} />
    </HydrationBoundary>
  );
}
