import { channel, tracingChannel } from "node:diagnostics_channel";

/** Where each statement is told of, as a {@link StatementEvent}: when it begins and when it has ended. */
export const STATEMENT_CHANNEL = "roster:statement";

/** Where each statement that callers may share is told of, as a {@link BatchEvent}. */
export const BATCH_CHANNEL = "roster:batch";

/** Where it is told, by the caller, that a caller waits for a batch: the object that the batch has in `joined`. */
export const BATCH_JOIN_CHANNEL = "roster:join";

export interface StatementEvent {
  /** With literals of app ids and paths; the other values are parameters. */
  readonly sql: string;
}

export interface BatchEvent {
  readonly kind: "read" | "write";
  /** What callers have joined it by. */
  readonly joinTokens: readonly object[];
}

/** Where nobody listens, none of these costs more than the look whether somebody does. */
export const statementChannel = tracingChannel<unknown, StatementEvent>(STATEMENT_CHANNEL);
export const batchChannel = tracingChannel<unknown, BatchEvent>(BATCH_CHANNEL);

/** Runs a statement, and tells of it. */
export const traceStatement = <T>(text: string, run: () => Promise<T>): Promise<T> =>
  statementChannel.tracePromise(run, { sql: text });

const batchJoinChannel = channel(BATCH_JOIN_CHANNEL);

/** Tells that whoever calls this waits for the batch that has `place` in `joined`. */
export function publishBatchJoin(place: object): void {
  if (batchJoinChannel.hasSubscribers) batchJoinChannel.publish(place);
}
