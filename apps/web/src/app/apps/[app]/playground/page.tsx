import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getHost } from "@/server/page-host";
import { readAccess } from "@/server/page-app";
import { dehydrated, openTrpc, prefetch } from "@/server/page-trpc";
import { LoadErrorPage } from "@/components/load-error-page";
import { PlaygroundPage } from "@/features/playground/playground-page";
import { playgroundTexts } from "@/features/playground/texts";

export const metadata: Metadata = { title: playgroundTexts.title };

export default async function Page() {
  const trpc = await openTrpc();
  const failure = await prefetch((queries) => queries.query(trpc.apiKeys.list.queryOptions()));
  if (failure) return <LoadErrorPage title={playgroundTexts.title} failure={failure} />;
  const { procedures, apiUrl } = getHost();
  const { denied } = await readAccess();
  return (
    <HydrationBoundary state={dehydrated()}>
      <PlaygroundPage
        procedures={procedures.filter(({ path }) => !denied.includes(path))}
        apiUrl={apiUrl}
      />
    </HydrationBoundary>
  );
}
