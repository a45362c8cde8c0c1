import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { LoadErrorPage } from "@/components/load-error-page";
import { getHost } from "@/server/page-host";
import { dehydrated, openTrpc, prefetch } from "@/server/page-trpc";
import { usersTexts } from "@/features/users/list/texts";
import { UsersPage } from "@/features/users/list/users-page";
import { filterQuery } from "@/features/users/filter/read-filter";
import { readView, toInput, totalInput } from "@/features/users/list/view";

export const metadata: Metadata = { title: usersTexts.title };

export default async function Page({ searchParams }: PageProps<"/apps/[app]/users">) {
  const trpc = await openTrpc();
  const view = readView(toParameters(await searchParams));
  const failure = await prefetch(async (queries) => {
    const reading = view.filter === "" ? undefined : await queries.query(filterQuery(view.filter));
    if (reading?.problem) return; // told in the list
    const isWhole = view.search === "" && view.filter === "";
    await Promise.all([
      queries.query(trpc.users.list.queryOptions(toInput(view, reading?.where))),
      // Of all users quickly counted; what is searched for is counted while the page is looked at.
      isWhole && queries.query(trpc.users.list.queryOptions(totalInput(view, { isExact: false }))),
      // Whoever cannot be shown beside the table is told there.
      view.user !== undefined &&
        queries.query(trpc.users.get.queryOptions({ id: view.user })).catch(() => {}),
    ]);
  });
  // A cursor or a query that is refused is told in the list, which knows the ways on.
  if (failure && failure.code !== "INVALID")
    return <LoadErrorPage title={usersTexts.title} failure={failure} />;
  return (
    <HydrationBoundary state={dehydrated()}>
      <UsersPage apiUrl={getHost().apiUrl} />
    </HydrationBoundary>
  );
}

function toParameters(given: Record<string, string | string[] | undefined>): URLSearchParams {
  const pairs = Object.entries(given).flatMap(([name, values]) =>
    [values ?? []].flat().map((value) => [name, value]),
  );
  return new URLSearchParams(pairs);
}
