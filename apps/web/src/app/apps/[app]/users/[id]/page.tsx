import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getHost } from "@/server/page-host";
import { dehydrated, openTrpc, prefetch } from "@/server/page-trpc";
import { LoadErrorPage } from "@/components/load-error-page";
import { UserPage } from "@/features/users/user/user-page";
import { getUserInput } from "@/features/users/view/get-user-input";

export async function generateMetadata({
  params,
}: PageProps<"/apps/[app]/users/[id]">): Promise<Metadata> {
  return { title: (await params).id };
}

export default async function Page({ params }: PageProps<"/apps/[app]/users/[id]">) {
  const trpc = await openTrpc();
  const { id } = await params;
  const failure = await prefetch((queries) =>
    Promise.all([
      queries.query(trpc.users.get.queryOptions(getUserInput(id))),
      queries.query(trpc.apps.getDataSchema.queryOptions()),
    ]),
  );
  if (failure?.code === "NOT_FOUND" || failure?.code === "INVALID") notFound();
  if (failure) return <LoadErrorPage title={id} failure={failure} />;
  return (
    <HydrationBoundary state={dehydrated()}>
      <UserPage key={id} id={id} apiUrl={getHost().apiUrl} />
    </HydrationBoundary>
  );
}
