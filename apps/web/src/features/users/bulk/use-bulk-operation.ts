"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import { type Selection, selectionSize } from "../selection/selection";
import { useTotal } from "../view/use-users";
import { toQuery, type UsersView } from "../view/users-view";
import { createBatches } from "./batches";
import type { User } from "@roster/contract";
import type { Where } from "@roster/contract/filter";

/** What every dialog gets that does something to all who are selected. */
export interface BulkProps {
  readonly view: UsersView;
  /** What the view's filter says. */
  readonly where: Where | undefined;
  /** The users in sight. */
  readonly users: readonly User[];
  readonly selection: Selection;
  readonly onClose: () => void;
  /** Lets go of all who are selected. */
  readonly onClear: () => void;
}

/** Nothing else waits for it. */
export const unbatched = { context: { skipBatch: true } };

/** Who is to be worked off, how many they are, and what is to be read anew when it is over. */
export function useBulkOperation({ view, where, selection }: BulkProps) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const isFound = selection.kind === "found";
  const { data, error } = useTotal(view, { isExact: true, isWanted: isFound });
  const found = data?.total?.value;
  return {
    client,
    /** Undefined until they are counted. */
    count: isFound && found === undefined ? undefined : selectionSize(selection, found ?? 0),
    /** They could not be counted. */
    error,
    batches: () =>
      createBatches(selection, {
        match: toQuery(view, where),
        list: (input) => client.users.list.query(input, unbatched),
      }),
    readAnew: () =>
      Promise.all([
        queries.invalidateQueries(trpc.users.list.pathFilter()),
        queries.invalidateQueries(trpc.users.get.pathFilter()),
      ]),
  };
}
