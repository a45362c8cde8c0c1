import type { Issue } from "@roster/contract";
import type { TextUser } from "./to-user.js";

/**
 * The outcome of a line, or the predicted one: its user was added; it already existed (with `getOrCreate`); it
 * was updated (with `update`); its id or a unique value is already taken; or it is invalid.
 */
export type ImportStatus = "created" | "existing" | "updated" | "conflict" | "invalid";

/** The outcome of a line of a file, or of the record that starts there. */
export interface ImportedLine {
  /** The first line is 1. */
  readonly line: number;
  /** The text of the line; empty if it is too long to be held in memory. */
  readonly text: string;
  readonly status: ImportStatus;
  /** Why it was rejected, with paths within the line; empty if it was not. */
  readonly issues: readonly Issue[];
}

/** The number of lines by status. */
export type ImportCounts = Readonly<Record<ImportStatus, number>>;

/** A user to import, with its line. */
export interface ImportEntry {
  readonly line: number;
  readonly text: string;
  readonly user: TextUser;
}

/** The outcome of an entry. */
export type ImportOutcome = Pick<ImportedLine, "status" | "issues">;

/** Processes entries and returns an outcome for each, in order. */
export type ImportTarget = (entries: readonly ImportEntry[]) => Promise<readonly ImportOutcome[]>;
