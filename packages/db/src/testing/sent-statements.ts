import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { STATEMENT_CHANNEL, type StatementEvent } from "../diagnostics.js";

/** The statements that are sent during `work`. */
export async function sentStatements(work: () => Promise<unknown>): Promise<string[]> {
  const sent: string[] = [];
  const record = (event: unknown) => {
    sent.push((event as StatementEvent).sql);
  };
  subscribe(`tracing:${STATEMENT_CHANNEL}:start`, record);
  try {
    await work();
  } finally {
    unsubscribe(`tracing:${STATEMENT_CHANNEL}:start`, record);
  }
  return sent;
}
