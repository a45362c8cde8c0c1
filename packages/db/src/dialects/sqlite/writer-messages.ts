import type { Statement } from "./statement-sequence.js";

/** What the writer thread needs to know when it starts. */
export interface WriterSettings {
  readonly path: string;
  /** Run once after opening. */
  readonly onOpenSql: string;
  readonly maxCachedStatements: number;
  /** Shared with the thread: one of {@link threadStates}, and how many requests it was sent. */
  readonly state: Int32Array<SharedArrayBuffer>;
}

/** `stopped`: the process is exiting, and the thread must not begin another statement. */
export const threadStates = { idle: 0, running: 1, stopped: 2 } as const;

/** Whether a statement is the first of a transaction or a later one; undefined if it is in none. */
export type TransactionStep = "first" | "next" | undefined;

/** Arrays, because each is copied between the threads. The thread replies in order. */
export type WriterRequest =
  | readonly [
      kind: "query",
      sql: string,
      args: readonly unknown[],
      step: TransactionStep,
      others: readonly Statement[],
    ]
  | readonly [kind: "execute", sql: string, args: readonly unknown[], step: TransactionStep]
  | readonly [kind: "script" | "end", sql: string]
  | readonly [kind: "close"];

export type ColumnOf = readonly [name: string, declaredType: string | null];

export type WriterResult =
  undefined | number | { readonly rows: unknown[][]; readonly columns: readonly ColumnOf[] };

/** SQLite's extended result code is undefined if the error is not SQLite's. */
export type WriterFailure = readonly [message: string, extendedCode: number | undefined];

export type WriterReply = readonly [result: WriterResult, failure?: WriterFailure];
