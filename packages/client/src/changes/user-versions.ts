import type { JsonObject } from "@roster/contract/json";
import type { CallOptions } from "../call-options.js";
import type { ExactJsonObject } from "../users/exact-json.js";
import type { UserHistory } from "./change.js";

export interface HistoryOptions extends CallOptions {
  /** Changes per page, up to 1,000. Default: 50. */
  readonly limit?: number;
  /** The `nextCursor` of the page before. Default: `null`, the first page. */
  readonly cursor?: string | null;
}

/** Calls that read a user's history, for a backend. */
export interface UserVersions<Data extends ExactJsonObject = JsonObject> {
  /**
   * Returns the changes of the user, newest first, even after it was removed. A page has fewer than `limit` changes
   * if they would have more than 4 MiB of data.
   *
   * Errors: NOT_FOUND if neither the user nor a change of it exists.
   */
  history(id: string, options?: HistoryOptions): Promise<UserHistory<Data>>;
}
