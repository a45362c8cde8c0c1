"use client";
import type { AppRouter } from "@roster/api";
import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink, httpLink, splitLink } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { type ReactNode, useState } from "react";
import { isRosterError } from "./roster-error";
import { makeQueryClient } from "./query-client";

export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

const url = "/api/trpc";

let browserClient: QueryClient | undefined;

/** One for the whole visit in a browser; on the server one a request, so that nothing is shared. */
function getQueryClient(): QueryClient {
  if (typeof window === "undefined") return makeQueryClient();
  browserClient ??= makeQueryClient({ onError: signInAgain });
  return browserClient;
}

export function TrpcProvider({ children }: { children: ReactNode }) {
  const queryClient = getQueryClient();
  const [client] = useState(() =>
    createTRPCClient<AppRouter>({
      links: [
        // What may take long goes alone, so that nothing beside it waits.
        splitLink({
          condition: ({ context }) => context["isAlone"] === true,
          true: httpLink({ url }),
          false: httpBatchLink({ url }),
        }),
      ],
    }),
  );
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={client} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}

/** A session that ended meanwhile: the page that was asked for tells the way. */
function signInAgain(error: Error): void {
  if (isRosterError(error, "UNAUTHENTICATED")) window.location.assign("/sign-in");
}
