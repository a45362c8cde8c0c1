"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import { countOf } from "../selection/selection";
import { useTotal } from "../list/use-users";
import { toMatch } from "../list/view";
import { batchesOf } from "./batches";
import type { BulkProps } from "./bulk-props";

/** Nothing else waits for it. */
export const alone = { context: { skipBatch: true } };

/** Who is to be worked off, how many they are, and what is to be read anew when it is over. */
export function useBulk({ view, where, selection }: BulkProps) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const isFound = selection.kind === "found";
  const { data, error } = useTotal(view, { isExact: true, isWanted: isFound });
  const found = data?.total?.value;
  return {
    client,
    /** Undefined until they are counted. */
    count: isFound && found === undefined ? undefined : countOf(selection, found ?? 0),
    /** They could not be counted. */
    error,
    batches: () =>
      batchesOf(selection, {
        match: toMatch(view, where),
        list: (input) => client.users.list.query(input, alone),
      }),
    readAnew: () =>
      Promise.all([
        queries.invalidateQueries(trpc.users.list.pathFilter()),
        queries.invalidateQueries(trpc.users.get.pathFilter()),
      ]),
  };
}
