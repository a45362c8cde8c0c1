import type { Issue } from "@roster/contract";
import type { ImportedUser } from "./to-user.js";

/**
 * What became of a line, or would: its user was added; it was there, and stays as it is, with `getOrCreate`; it
 * was there and has the line's data, with `update`; its id, or a value that is unique, is taken; or it is no user that can be stored.
 */
export type ImportStatus = "created" | "existing" | "updated" | "conflict" | "invalid";

/** A line of a file, or the record that begins there, when it is decided. */
export interface ImportedLine {
  /** The first line is 1. */
  readonly line: number;
  /** As it stands in the file; empty for one that is too long to be held. */
  readonly text: string;
  readonly status: ImportStatus;
  /** Why it was refused, with paths within the line; empty for a good one. */
  readonly issues: readonly Issue[];
}

/** How many lines came to what. */
export type ImportCounts = Readonly<Record<ImportStatus, number>>;

/** A user to be sent, and where it stands. */
export interface ImportEntry {
  readonly line: number;
  readonly text: string;
  readonly user: ImportedUser;
}

/** The outcome of an entry. */
export type ImportOutcome = Pick<ImportedLine, "status" | "issues">;

/** What is done with entries: an outcome for each, in their order. */
export type ImportTarget = (entries: readonly ImportEntry[]) => Promise<readonly ImportOutcome[]>;
