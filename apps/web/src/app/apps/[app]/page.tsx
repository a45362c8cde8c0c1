import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { Suspense } from "react";
import { getHost } from "@/server/page-host";
import { requireCurrentApp } from "@/server/page-app";
import { dehydrated, openTrpc, prefetch } from "@/server/page-trpc";
import { LoadErrorPage } from "@/components/load-error-page";
import { HomePage } from "@/features/home/home-page";
import { HomeSkeleton } from "@/features/home/home-skeleton";
import { growthPeriod, NEWEST_USERS, usagePeriod } from "@/features/home/queries";
import { homeTexts } from "@/features/home/texts";

export const metadata: Metadata = { title: homeTexts.title };

export default async function Page() {
  await requireCurrentApp();
  // Not in loading.tsx, which would apply to the sibling pages too.
  return (
    <Suspense fallback={<HomeSkeleton />}>
      <Content />
    </Suspense>
  );
}

async function Content() {
  const trpc = await openTrpc();
  const now = Date.now();
  const failure = await prefetch((queries) =>
    Promise.all([
      queries.query(trpc.stats.usage.queryOptions(usagePeriod("hour", now))),
      queries.query(trpc.stats.users.queryOptions(growthPeriod(now))),
      queries.query(trpc.users.list.queryOptions(NEWEST_USERS)),
      queries.query(trpc.apiKeys.list.queryOptions()),
    ]),
  );
  if (failure) return <LoadErrorPage title={homeTexts.title} failure={failure} />;
  return (
    <HydrationBoundary state={dehydrated()}>
      <HomePage apiUrl={getHost().apiUrl} now={now} />
    </HydrationBoundary>
  );
}
