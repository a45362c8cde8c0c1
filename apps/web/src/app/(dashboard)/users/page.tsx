import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { FailedPage } from "@/components/failed-page";
import { getHost } from "@/app/_server/host";
import { dehydrated, openTrpc, prefetch } from "@/app/_server/trpc";
import { UsersPage } from "@/users/users-page";
import { readView, toInput } from "@/users/view";

export const metadata: Metadata = { title: "Users" };

export default async function Page({ searchParams }: PageProps<"/users">) {
  const trpc = await openTrpc();
  const parameters = await searchParams;
  const view = readView((name) => [parameters[name]].flat()[0]);
  const failure = await prefetch((queries) =>
    queries.query(trpc.users.list.queryOptions(toInput(view))),
  );
  // A cursor that is refused is told in the list, which knows the way to the first page.
  if (failure && failure.code !== "INVALID") return <FailedPage title="Users" failure={failure} />;
  return (
    <HydrationBoundary state={dehydrated()}>
      <UsersPage apiUrl={getHost().apiUrl} />
    </HydrationBoundary>
  );
}
