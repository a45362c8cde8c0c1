import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { LoadErrorPage } from "@/components/load-error-page";
import { SettingsPage } from "@/features/settings/settings-page";
import { settingsTexts } from "@/features/settings/texts";
import { requireCurrentApp } from "@/server/page-app";
import { dehydrated, openTrpc, prefetch } from "@/server/page-trpc";

export const metadata: Metadata = { title: settingsTexts.title };

export default async function Page() {
  const trpc = await openTrpc();
  const { userReads, publicFields } = await requireCurrentApp();
  const failure = await prefetch((queries) => queries.query(trpc.stats.history.queryOptions()));
  if (failure) return <LoadErrorPage title={settingsTexts.title} failure={failure} />;
  return (
    <HydrationBoundary state={dehydrated()}>
      <SettingsPage policy={{ userReads, publicFields }} />
    </HydrationBoundary>
  );
}
