"use client";
import { useQuery } from "@tanstack/react-query";
import { isWorking } from "@/features/api-keys/rights/expiry";
import { useTRPC } from "@/lib/trpc/client";

/** What an application needs to connect. */
export interface Connection {
  readonly apiUrl: string;
  /** Absent: snippets read it from a variable. The secret is never shown. */
  readonly apiKey?: string | undefined;
}

/** Uses the newest active key. */
export function useConnection(apiUrl: string): Connection {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.apiKeys.list.queryOptions());
  return { apiUrl, apiKey: data?.apiKeys.findLast((apiKey) => isWorking(apiKey))?.key };
}
