import type { Issue } from "@roster/contract";
import type { ImportedUser } from "./to-user.js";

/** A user to be imported, and where it stands. */
export interface Entry {
  readonly line: number;
  readonly text: string;
  readonly user: ImportedUser;
}

/** What became of a line. */
export type Status = "created" | "existing" | "conflict" | "invalid";

export interface Rejected {
  readonly line: number;
  readonly text: string;
  readonly status: "conflict" | "invalid";
  readonly issues: readonly Issue[];
}

/** The outcome of an entry; a good one needs no reasons. */
export interface Outcome {
  readonly status: Status;
  readonly issues: readonly Issue[];
}

/** What is done with entries: an outcome for each, in their order. */
export type Destination = (entries: readonly Entry[]) => Promise<Outcome[]>;
