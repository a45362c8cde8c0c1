"use client";
import type { User } from "@/lib/trpc/user";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTRPC } from "@/lib/trpc/client";

/** Returns a function that completes a filter; undefined until it is needed and loaded. */
export function useCompleter(users: readonly User[], { isAsked }: { readonly isAsked: boolean }) {
  const trpc = useTRPC();
  const { data: schema } = useQuery({
    ...trpc.apps.getDataSchema.queryOptions({}),
    enabled: isAsked,
    staleTime: 60_000,
  });
  const { data: loaded } = useQuery({
    queryKey: ["filter-completer"],
    queryFn: () => import("./completions"),
    enabled: isAsked,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return useMemo(() => loaded?.createCompleter(schema?.schema, users), [loaded, schema, users]);
}
