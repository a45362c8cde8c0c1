import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { dehydrated, openTrpc, prefetch } from "@/server/page-trpc";
import { LoadErrorPage } from "@/components/load-error-page";
import { SchemaPage } from "@/features/schema/schema-page";
import { schemaTexts } from "@/features/schema/texts";

export const metadata: Metadata = { title: schemaTexts.title };

export default async function Page() {
  const trpc = await openTrpc();
  const failure = await prefetch((queries) =>
    Promise.all([
      queries.query(trpc.apps.getDataSchema.queryOptions()),
      queries.query(trpc.apps.listDataSchemas.queryOptions({})),
    ]),
  );
  if (failure) return <LoadErrorPage title={schemaTexts.title} failure={failure} />;
  return (
    <HydrationBoundary state={dehydrated()}>
      <SchemaPage />
    </HydrationBoundary>
  );
}
