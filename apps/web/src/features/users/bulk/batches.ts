import type { ListUsersInput, UserPage } from "@roster/contract";
import type { Selection } from "../selection/selection";

/** Users are named so many at a time: often enough to see how far it is, and to stop. */
export const BATCH_SIZE = 500;

export interface Batches {
  /** The next ids; null behind the last. Asked again after it has failed, it goes on where it was. */
  next(): Promise<readonly string[] | null>;
}

type List = (input: ListUsersInput) => Promise<Pick<UserPage, "users" | "nextCursor">>;

/**
 * The selected ids, batch by batch. All who are found are walked through by the time of their creation, which no
 * change moves: who is added meanwhile is not met, and who is changed or removed makes no other be missed.
 */
export function createBatches(
  selection: Selection,
  {
    match,
    list,
  }: { readonly match: Pick<ListUsersInput, "where" | "search">; readonly list: List },
): Batches {
  if (selection.kind === "some") return splitIntoBatches([...selection.ids]);
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
