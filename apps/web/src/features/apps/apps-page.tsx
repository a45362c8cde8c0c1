"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { PageHeader } from "@/components/page-header";
import { Allowed } from "@/features/access/access";
import { appsTexts } from "@/features/apps/texts";
import { useTRPC } from "@/lib/trpc/client";
import { AddApp } from "./add-app";
import { AppItem } from "./app-item";

export function AppsPage({ firstAppId }: { firstAppId: string }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.apps.list.queryOptions());
  return (
    <>
      <PageHeader
        title={appsTexts.title}
        description={appsTexts.description}
        actions={
          <Allowed to="apps.add">
            <AddApp />
          </Allowed>
        }
      />
      <ul
        className="divide-y overflow-hidden rounded-2xl border bg-surface"
        aria-label={appsTexts.all}
      >
        {data.apps.map((app) => (
          <AppItem key={app.id} app={app} firstAppId={firstAppId} />
        ))}
      </ul>
    </>
  );
}
