import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { LoadErrorPage } from "@/components/load-error-page";
import { AuditPage } from "@/features/audit/audit-page";
import { parseAuditView, toAuditInput } from "@/features/audit/audit-view";
import { auditTexts } from "@/features/audit/texts";
import { dehydrated, openTrpc, prefetch } from "@/server/page-trpc";
import { toSearchParams } from "@/server/search-params";

export const metadata: Metadata = { title: auditTexts.title };

export default async function Page({ searchParams }: PageProps<"/apps/[app]/audit">) {
  const trpc = await openTrpc();
  const view = parseAuditView(toSearchParams(await searchParams));
  const failure = await prefetch((queries) =>
    queries.query(trpc.audit.list.queryOptions(toAuditInput(view))),
  );
  // The page shows an invalid filter or cursor, and how to continue.
  if (failure && failure.code !== "INVALID")
    return <LoadErrorPage title={auditTexts.title} failure={failure} />;
  return (
    <HydrationBoundary state={dehydrated()}>
      <AuditPage />
    </HydrationBoundary>
  );
}
