"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useTRPC, useTRPCClient } from "@/lib/trpc/client";
import { type Selection, selectionSize } from "../selection/selection";
import { useTotal } from "../view/use-users";
import { toQuery, type UsersView } from "../view/users-view";
import { createBatches } from "./batches";
import type { User } from "@/lib/trpc/user";
import type { Where } from "@roster/contract/filter";

/** Props of every bulk dialog. */
export interface BulkProps {
  readonly view: UsersView;
  /** The view's parsed filter. */
  readonly where: Where | undefined;
  /** The users on the page. */
  readonly users: readonly User[];
  readonly selection: Selection;
  readonly onClose: () => void;
  /** Clears the selection. */
  readonly onClear: () => void;
}

/** Call options that keep a slow call out of batches. */
export const unbatched = { context: { skipBatch: true } };

/** Counts and lists the selected users, and refreshes queries afterwards. */
export function useBulkOperation({ view, where, selection }: BulkProps) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const isMatching = selection.kind === "matching";
  const { total, error } = useTotal(view, { isExact: true, isWanted: isMatching });
  const found = total?.value;
  return {
    client,
    /** Undefined until counted. */
    count: isMatching && found === undefined ? undefined : selectionSize(selection, found ?? 0),
    /** Why the users could not be counted. */
    error,
    batches: () =>
      createBatches(selection, {
        match: toQuery(view, where),
        list: (input) => client.users.list.query(input, unbatched),
      }),
    refresh: () => queries.invalidateQueries(trpc.users.pathFilter()),
  };
}
