import type { AppRouter } from "@roster/api";
import type { JsonObject } from "@roster/contract/json";
import type { inferRouterOutputs } from "@trpc/server";
import type { ExactJsonObject } from "../users/exact-json.js";

type StoredHistory = inferRouterOutputs<AppRouter>["users"]["history"];

/** A change on the wire, where the type of the data is unknown. */
export type StoredChange = StoredHistory["changes"][number];

/** What changed a user, such as `user.updated`. */
export type ChangeType = StoredChange["type"];

/** Who made a change: an API key, a user, the administrator, or Roster itself. */
export type ChangeActor = StoredChange["actor"];

/** Where a call came in. */
export type Surface = StoredChange["surface"];

/** The texts that a received change has for its data; neither is enumerable. */
export interface ChangeTexts {
  /** `data` as JSON, as the server has it: with every digit and in the order of its keys. */
  readonly dataText?: string;
  /** `before` as JSON, as the server has it. */
  readonly beforeText?: string;
}

/**
 * A change of a user: its `type`, when and by whom it was made, and the user after it. `seq` numbers the changes of an
 * app without gaps. `changed` has the paths of data that differ, or null for all of the data.
 */
export interface Change<Data extends ExactJsonObject = JsonObject>
  extends Omit<StoredChange, "data" | "before">, ChangeTexts {
  /** The data after the change. Absent with thin history, after a removal, and once the user is erased. */
  readonly data?: Data | undefined;
  /** The data before the change. Absent if it is not in the log, or if the page would be too large. */
  readonly before?: Data | undefined;
}

/**
 * Changes, newest first. `nextCursor` is null on the last page. `history` says how much of new changes is kept: `full`,
 * `thin` (without data) or `off`.
 */
export interface UserHistory<Data extends ExactJsonObject = JsonObject> extends Omit<
  StoredHistory,
  "changes"
> {
  readonly changes: Change<Data>[];
}
