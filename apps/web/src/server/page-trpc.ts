import "server-only";
import { dehydrate, type QueryClient } from "@tanstack/react-query";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { cache } from "react";
import type { Failure } from "@/server/host";
import { createQueryClient } from "@/lib/trpc/query-client";
import { requireAdminInApp } from "./page-app";
import { getHost } from "./page-host";

const getQueryClient = cache(createQueryClient);

/** Calls the router in process for a page in the current app; redirects to sign-in without a session. */
export const openTrpc = cache(async () => {
  const { actor } = await requireAdminInApp();
  const host = getHost();
  const { router } = await host.getApi();
  return createTRPCOptionsProxy({
    router,
    ctx: () => host.createAdminContext(actor),
    queryClient: getQueryClient,
  });
});

/** Reads what the page shows first, so that the browser does not have to request it. */
export async function prefetch(
  read: (queries: QueryClient) => Promise<unknown>,
): Promise<Failure | undefined> {
  try {
    await read(getQueryClient());
    return undefined;
  } catch (error) {
    return getHost().toFailure(error);
  }
}

/** Everything prefetched for this page, for HydrationBoundary. */
export function dehydrated() {
  return dehydrate(getQueryClient());
}
