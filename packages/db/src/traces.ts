import { channel, tracingChannel } from "node:diagnostics_channel";

/** Where each statement is told of, as a {@link TracedStatement}: when it begins and when it has ended. */
export const STATEMENT_TRACES = "roster:statement";

/** Where each statement that callers may share is told of, as a {@link TracedBatch}. */
export const BATCH_TRACES = "roster:batch";

/** Where it is told, by the caller, that a caller waits for a batch: the object that the batch has in `joined`. */
export const JOIN_CHANNEL = "roster:join";

export interface TracedStatement {
  /** With literals of app ids and paths; the other values are parameters. */
  readonly text: string;
}

export interface TracedBatch {
  readonly kind: "read" | "write";
  /** What callers have joined it by. */
  readonly joined: readonly object[];
}

/** Where nobody listens, none of these costs more than the look whether somebody does. */
export const statementTraces = tracingChannel<unknown, TracedStatement>(STATEMENT_TRACES);
export const batchTraces = tracingChannel<unknown, TracedBatch>(BATCH_TRACES);

/** Runs a statement, and tells of it. */
export const traceStatement = <T>(text: string, run: () => Promise<T>): Promise<T> =>
  statementTraces.tracePromise(run, { text });

const joins = channel(JOIN_CHANNEL);

/** Tells that whoever calls this waits for the batch that has `place` in `joined`. */
export function tellOfJoining(place: object): void {
  if (joins.hasSubscribers) joins.publish(place);
}
