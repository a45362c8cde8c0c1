import type { Sql } from "@prisma/client/runtime/client";
import type { AppError } from "@roster/contract";
import type pg from "pg";
import { traceStatement } from "../../diagnostics.js";
import { toUnavailable } from "../../prisma/driver-errors.js";
import { cancelled, queryTimeout, type RunScan, watchSignal } from "../../scans/scan.js";
import type { Row } from "../statement-runner.js";

/** Ends the statement of a session, unless it has just ended. */
export type CancelBackend = (pid: number) => Promise<unknown>;

export interface ShortStatements {
  readonly pool: () => pg.Pool;
  readonly cancelBackend: CancelBackend;
}

/**
 * Runs statements that an index limits to a page. They need no `statement_timeout`, which would cost a round trip: one
 * that is stopped is cancelled, and its connection closed.
 */
export function createShortRunner(short: ShortStatements): RunScan {
  return async (statement, request) => {
    let stop: (error: AppError) => void = () => {};
    const stopped = new Promise<never>((_, reject) => (stop = reject));
    const unwatch = watchSignal(request, () => stop(cancelled()));
    const timer = setTimeout(() => stop(queryTimeout(request)), request.deadlineMs);
    try {
      return await Promise.race([stopped, run(short, statement, stopped)]);
    } catch (error) {
      throw toUnavailable(error);
    } finally {
      unwatch();
      clearTimeout(timer);
    }
  };
}

async function run(
  { pool, cancelBackend }: ShortStatements,
  { text, values }: Sql,
  stopped: Promise<never>,
): Promise<readonly Row[]> {
  const client = await pool().connect();
  const query = () => client.query<unknown[]>({ text, values, rowMode: "array" });
  try {
    const { rows } = await Promise.race([stopped, traceStatement(text, query)]);
    client.release();
    return rows;
  } catch (error) {
    await cancelBackend(pidOf(client)).catch(() => {});
    client.release(true);
    throw error;
  }
}

/** As the server reported it when the connection was opened; behind a transaction pooler, it is not the session's. */
function pidOf(client: pg.PoolClient): number {
  return "processID" in client ? Number(client.processID) : 0;
}
