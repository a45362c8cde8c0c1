"use client";
import type { AppRouter } from "@roster/api";
import { isRosterError } from "@roster/client";
import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { type ReactNode, useState } from "react";
import { APP_HEADER } from "@/features/apps/app-path";
import { losslessLink } from "./lossless-link";
import { createQueryClient } from "./query-client";

export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

const url = "/api/trpc";

const browserClients = new Map<string, QueryClient>();

/** One per app in a browser; one per request on the server, so that visitors share nothing. */
function getQueryClient(appId: string): QueryClient {
  if (typeof window === "undefined") return createQueryClient();
  const client = browserClients.get(appId) ?? createQueryClient({ onError: redirectToSignIn });
  browserClients.set(appId, client);
  return client;
}

interface TrpcProviderProps {
  /** The app that all calls apply to. */
  appId: string;
  children: ReactNode;
}

export function TrpcProvider({ appId, children }: TrpcProviderProps) {
  const queryClient = getQueryClient(appId);
  const [client] = useState(() => createClient({ [APP_HEADER]: appId }));
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={client} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}

function createClient(headers: Record<string, string>) {
  return createTRPCClient<AppRouter>({
    // Slow calls skip batching so that they delay no other.
    links: [losslessLink({ url, headers, isBatching: true })],
  });
}

/** The session has ended. */
function redirectToSignIn(error: Error): void {
  if (isRosterError(error, "UNAUTHENTICATED")) window.location.assign("/sign-in");
}
