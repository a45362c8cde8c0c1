"use client";
import { keepPreviousData, skipToken, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/lib/trpc/client";
import { filterQuery } from "../filter/filter-query";
import { toCountInput, toListInput, type UsersView } from "./users-view";

/** What the view's filter says; `isReady` once it is read and is one. */
export function useFilter({ filter }: UsersView) {
  const isGiven = filter !== "";
  const { data } = useQuery({ ...filterQuery(filter), enabled: isGiven });
  const where = isGiven ? data?.where : undefined;
  return {
    where,
    problem: isGiven ? data?.error : undefined,
    isReady: !isGiven || where !== undefined,
  };
}

/** The page of users that the view means. Not suspended: the page before stays until it is there. */
export function useUsers(view: UsersView) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { where, problem, isReady } = useFilter(view);
  const list = useQuery({
    ...trpc.users.list.queryOptions(isReady ? toListInput(view, where) : skipToken),
    placeholderData: keepPreviousData,
  });
  /** Reads a page that will probably be asked for next. */
  function prefetch(next: UsersView) {
    // Should it fail, it is told where it is asked for.
    queries.query(trpc.users.list.queryOptions(toListInput(next, where))).catch(() => {});
  }
  const refresh = () => queries.invalidateQueries(trpc.users.list.pathFilter());
  return { ...list, where, problem, foresee: prefetch, refresh };
}

/** How many users the view finds on all pages; asked for apart, so that no page waits for it. */
export function useTotal(
  view: UsersView,
  { isExact, isWanted = true }: { readonly isExact: boolean; readonly isWanted?: boolean },
) {
  const trpc = useTRPC();
  const { where, isReady } = useFilter(view);
  return useQuery(
    trpc.users.list.queryOptions(
      isReady && isWanted ? toCountInput(view, { where, isExact }) : skipToken,
      { trpc: { context: { skipBatch: true } } },
    ),
  );
}
