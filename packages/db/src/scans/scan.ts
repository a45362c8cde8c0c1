import type { Sql } from "@prisma/client/runtime/client";
import { AppError } from "@roster/contract";
import type { Row } from "../dialects/statement-runner.js";

/** For whom a statement of unbounded cost runs, for how long, and until when it is needed. */
export interface ScanRequest {
  readonly appId: string;
  /** The end user who asks; undefined for a backend or an administrator. */
  readonly userId?: string | undefined;
  /** Whether an index limits the statement to one page: then it does not wait for scans. */
  readonly isShort?: boolean | undefined;
  /** In milliseconds, from the start of the statement; for a call of several statements, from that of the call. */
  readonly deadlineMs: number;
  /** When the call began, by `performance.now()`, if its deadline counts from there. */
  readonly startedAt?: number | undefined;
  /** Aborted when nobody waits for the result any longer. */
  readonly signal?: AbortSignal | undefined;
  /** Called before the statement waits or runs, unless it is short. */
  readonly onScan?: (() => void) | undefined;
}

/**
 * Runs a statement that only reads, off the event loop, and stops it at its deadline or when its signal is aborted.
 *
 * @throws AppError QUERY_TIMEOUT at the deadline; CANCELLED if the signal is aborted.
 */
export type RunScan = (statement: Sql, request: ScanRequest) => Promise<readonly Row[]>;

/** The connections of an engine for scans. */
export interface Scans {
  /** How many may run at a time. */
  readonly maxScans: number;
  readonly run: RunScan;
  /** How many short statements may run while `maxScans` others do. */
  readonly maxShort: number;
  readonly runShort: RunScan;
  /** Stops the running scans and closes the connections. */
  close(): Promise<void>;
}

export function queryTimeout({ deadlineMs }: ScanRequest, cause?: unknown): AppError {
  const message = `The query did not finish within ${deadlineMs / 1000} s`;
  return new AppError("QUERY_TIMEOUT", message, cause === undefined ? {} : { cause });
}

export function cancelled(): AppError {
  return new AppError("CANCELLED", "The caller no longer waits for the query");
}

/** Calls `stop` when the signal is aborted, until the returned function is called. @throws if it already is. */
export function watchSignal({ signal }: ScanRequest, stop: () => void): () => void {
  if (!signal) return () => {};
  if (signal.aborted) throw cancelled();
  signal.addEventListener("abort", stop);
  return () => signal.removeEventListener("abort", stop);
}
