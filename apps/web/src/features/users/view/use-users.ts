"use client";
import { keepPreviousData, skipToken, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/lib/trpc/client";
import { filterQuery } from "../filter/filter-query";
import { hasQuery, toCountInput, toListInput, type UsersView } from "./users-view";

/** The view's parsed filter; `isReady` if it is valid and parsed. */
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

/** The page of users of a view. Keeps the previous page until it is loaded, instead of suspending. */
export function useUsers(view: UsersView) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { where, problem, isReady } = useFilter(view);
  const list = useQuery({
    ...trpc.users.list.queryOptions(isReady ? toListInput(view, where) : skipToken),
    placeholderData: keepPreviousData,
  });
  /** Loads a page that will probably be requested next. */
  function prefetch(next: UsersView) {
    // An error is reported when the page is requested.
    queries.query(trpc.users.list.queryOptions(toListInput(next, where))).catch(() => {});
  }
  const refresh = () => queries.invalidateQueries(trpc.users.list.pathFilter());
  return { ...list, where, problem, foresee: prefetch, refresh };
}

/**
 * The number of matching users; a separate request, so that no page waits for it. A search or filter may scan all users,
 * so its results are counted only after its page is loaded, unless they are all on that page.
 */
export function useTotal(
  view: UsersView,
  { isExact, isWanted = true }: { readonly isExact: boolean; readonly isWanted?: boolean },
) {
  const trpc = useTRPC();
  const { where, isReady } = useFilter(view);
  const { data: page } = useQuery(
    trpc.users.list.queryOptions(
      isReady && isWanted && hasQuery(view) ? toListInput(view, where) : skipToken,
    ),
  );
  const whole = page?.nextCursor === null && page.previousCursor === null ? page : undefined;
  const isCounted = isReady && isWanted && !whole && (!hasQuery(view) || page);
  const { data, error } = useQuery(
    trpc.users.list.queryOptions(isCounted ? toCountInput(view, { where, isExact }) : skipToken, {
      trpc: { context: { skipBatch: true } },
    }),
  );
  const total = whole ? { value: whole.users.length, isExact: true } : data?.total;
  return { total, error };
}
