import { channel, tracingChannel } from "node:diagnostics_channel";

/** The tracing channel of statements; each message is a {@link StatementEvent}. */
export const STATEMENT_CHANNEL = "roster:statement";

/** The tracing channel of batches, which several callers may share; each message is a {@link BatchEvent}. */
export const BATCH_CHANNEL = "roster:batch";

/** The channel on which a caller publishes, in its own async context, the token of the batch that it waits for. */
export const BATCH_JOIN_CHANNEL = "roster:join";

/** The channel of completed batches of writes; each message is a {@link WriteEvent}. */
export const WRITE_CHANNEL = "roster:write";

export interface StatementEvent {
  /** Contains app ids and paths as literals; all other values are parameters. */
  readonly sql: string;
}

export interface BatchEvent {
  readonly kind: "read" | "write";
  /** The tokens that the callers of this batch published on {@link BATCH_JOIN_CHANNEL}. */
  readonly joinTokens: readonly object[];
}

export interface WriteEvent {
  readonly items: number;
  /** Includes the commit. */
  readonly seconds: number;
  readonly isOk: boolean;
}

const statementChannel = tracingChannel<unknown, StatementEvent>(STATEMENT_CHANNEL);
const batchJoinChannel = channel(BATCH_JOIN_CHANNEL);
const writeChannel = channel(WRITE_CHANNEL);

export const batchChannel = tracingChannel<unknown, BatchEvent>(BATCH_CHANNEL);

/** Runs a statement and publishes its start and end. */
export const traceStatement = <T>(sql: string, run: () => Promise<T>): Promise<T> =>
  statementChannel.tracePromise(run, { sql });

/** Publishes that the current caller waits for the batch that has `token` in `joinTokens`. */
export function publishBatchJoin(token: object): void {
  if (batchJoinChannel.hasSubscribers) batchJoinChannel.publish(token);
}

export function publishWrite(event: WriteEvent): void {
  if (writeChannel.hasSubscribers) writeChannel.publish(event);
}
