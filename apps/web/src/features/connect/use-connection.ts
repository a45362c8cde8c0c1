"use client";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/lib/trpc/client";

/** What an application needs to reach this roster. */
export interface Connection {
  readonly apiUrl: string;
  /** Absent: a variable stands for it. The secret is never shown. */
  readonly apiKey?: string | undefined;
}

/** With the newest key that is in force. */
export function useConnection(apiUrl: string): Connection {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.apiKeys.list.queryOptions());
  return { apiUrl, apiKey: data?.apiKeys.findLast(({ revokedAt }) => revokedAt === null)?.key };
}
