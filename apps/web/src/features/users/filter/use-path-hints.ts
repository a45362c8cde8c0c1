"use client";
import type { User } from "@/lib/trpc/user";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTRPC } from "@/lib/trpc/client";
import { collectPathHints } from "./data-paths";

/** The data paths to suggest: those of the schema, then those of the users on the page. */
export function usePathHints(users: readonly User[], { isAsked }: { readonly isAsked: boolean }) {
  const trpc = useTRPC();
  const { data } = useQuery({
    ...trpc.apps.getDataSchema.queryOptions({}),
    enabled: isAsked,
    staleTime: 60_000,
  });
  return useMemo(
    () => (isAsked ? collectPathHints(data?.schema, users) : []),
    [data, users, isAsked],
  );
}
