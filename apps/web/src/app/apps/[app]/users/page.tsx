import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { LoadErrorPage } from "@/components/load-error-page";
import { getHost } from "@/server/page-host";
import { dehydrated, openTrpc, prefetch } from "@/server/page-trpc";
import { toSearchParams } from "@/server/search-params";
import { usersTexts } from "@/features/users/list/texts";
import { UsersPage } from "@/features/users/list/users-page";
import { filterQuery } from "@/features/users/filter/filter-query";
import { parseView, toCountInput, toListInput } from "@/features/users/view/users-view";
import { getUserInput } from "@/features/users/view/get-user-input";

export const metadata: Metadata = { title: usersTexts.title };

export default async function Page({ searchParams }: PageProps<"/apps/[app]/users">) {
  const trpc = await openTrpc();
  const view = parseView(toSearchParams(await searchParams));
  const failure = await prefetch(async (queries) => {
    const reading = view.filter === "" ? undefined : await queries.query(filterQuery(view.filter));
    if (reading?.error) return; // the list shows it
    const isWhole = view.search === "" && view.filter === "";
    await Promise.all([
      queries.query(trpc.users.list.queryOptions(toListInput(view, reading?.where))),
      // Counting all users is fast; search results are counted after the page is shown.
      isWhole &&
        queries.query(trpc.users.list.queryOptions(toCountInput(view, { isExact: false }))),
      // The panel shows why a user could not be loaded.
      view.user !== undefined &&
        queries.query(trpc.users.get.queryOptions(getUserInput(view.user))).catch(() => {}),
    ]);
  });
  // The list shows an invalid cursor or query, and how to continue.
  if (failure && failure.code !== "INVALID")
    return <LoadErrorPage title={usersTexts.title} failure={failure} />;
  return (
    <HydrationBoundary state={dehydrated()}>
      <UsersPage apiUrl={getHost().apiUrl} />
    </HydrationBoundary>
  );
}
