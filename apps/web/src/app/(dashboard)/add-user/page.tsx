import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { dehydrated, openTrpc, prefetch } from "@/app/_server/trpc";
import { BackToUsers } from "@/components/back-link";
import { FailedPage } from "@/components/failed-page";
import { PageHeader } from "@/components/page-header";
import { AddUserForm } from "@/users/add-user-form";

export const metadata: Metadata = { title: "Add user" };

export default async function Page() {
  const trpc = await openTrpc();
  const failure = await prefetch((queries) =>
    queries.query(trpc.apps.getDataSchema.queryOptions()),
  );
  if (failure) return <FailedPage title="Add user" failure={failure} />;
  return (
    <HydrationBoundary state={dehydrated()}>
      <div className="mx-auto max-w-2xl">
        <BackToUsers />
        <PageHeader
          title="Add user"
          description="The id is your application’s own, and never changes."
        />
        <AddUserForm />
      </div>
    </HydrationBoundary>
  );
}
