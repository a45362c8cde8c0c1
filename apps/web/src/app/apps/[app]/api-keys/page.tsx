import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { ApiKeysPage } from "@/features/api-keys/api-keys-page";
import { dehydrated, openTrpc, prefetch } from "@/server/page-trpc";
import { LoadErrorPage } from "@/components/load-error-page";
import { apiKeysTexts } from "@/features/api-keys/texts";

export const metadata: Metadata = { title: apiKeysTexts.title };

export default async function Page() {
  const trpc = await openTrpc();
  const failure = await prefetch((queries) => queries.query(trpc.apiKeys.list.queryOptions()));
  if (failure) return <LoadErrorPage title={apiKeysTexts.title} failure={failure} />;
  return (
    <HydrationBoundary state={dehydrated()}>
      <ApiKeysPage />
    </HydrationBoundary>
  );
}
