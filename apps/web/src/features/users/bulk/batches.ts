import type { UserPage } from "@/lib/trpc/user";
import type { ListUsersInput } from "@roster/contract";
import type { Selection } from "../selection/selection";

/** Small enough to show progress and to stop soon. */
export const BATCH_SIZE = 500;

export interface Batches {
  /** Returns the next ids, or null after the last. After an error, the next call retries the same batch. */
  next(): Promise<readonly string[] | null>;
}

type List = (input: ListUsersInput) => Promise<Pick<UserPage, "users" | "nextCursor">>;

/**
 * Lists the selected ids in batches. Matching users are listed in creation order, which concurrent changes do not
 * affect: new users are not included, and changed or removed users do not cause others to be skipped.
 */
export function createBatches(
  selection: Selection,
  {
    match,
    list,
  }: { readonly match: Pick<ListUsersInput, "where" | "search">; readonly list: List },
): Batches {
  if (selection.kind === "ids") return splitIntoBatches([...selection.ids]);
  let cursor: string | null | undefined;
  const next = async (): Promise<readonly string[] | null> => {
    if (cursor === null) return null;
    const start = cursor === undefined ? {} : { cursor };
    const page = await list({ ...match, ...start, select: [], limit: BATCH_SIZE });
    cursor = page.nextCursor;
    const ids = page.users.map(({ id }) => id).filter((id) => !selection.except.has(id));
    return ids.length > 0 ? ids : next();
  };
  return { next };
}

function splitIntoBatches(ids: readonly string[]): Batches {
  let start = 0;
  return {
    async next() {
      const some = ids.slice(start, start + BATCH_SIZE);
      start += some.length;
      return some.length > 0 ? some : null;
    },
  };
}
