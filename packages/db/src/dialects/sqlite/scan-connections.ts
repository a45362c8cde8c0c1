import { cancelled, type RunScan, type Scans } from "../../scans/scan.js";
import { MAX_SHORT_SCANS, MAX_SQLITE_SCANS } from "../../scans/scan-threads.js";
import { SqliteScanConnection } from "./scan-connection.js";

/** Connections for scans, opened on demand and then kept until they are full (ADR 51). */
export class SqliteScanConnections implements Scans {
  readonly maxScans = MAX_SQLITE_SCANS;
  readonly maxShort = MAX_SHORT_SCANS;
  readonly #path: string;
  readonly #idle: SqliteScanConnection[] = [];
  readonly #busy = new Map<SqliteScanConnection, Promise<unknown>>();
  #isClosed = false;

  constructor(path: string) {
    this.#path = path;
  }

  readonly run: RunScan = async (statement, request) => {
    if (this.#isClosed) throw cancelled();
    const connection = this.#idle.pop() ?? new SqliteScanConnection(this.#path);
    const running = connection.run(statement, request);
    this.#busy.set(connection, running);
    try {
      return await running;
    } finally {
      this.#busy.delete(connection);
      if (connection.isFull) connection.close();
      else this.#idle.push(connection);
    }
  };

  readonly runShort = this.run;

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const connection of this.#busy.keys()) connection.stop(cancelled());
    await Promise.allSettled(this.#busy.values());
    for (const connection of this.#idle.splice(0)) connection.close();
  }
}
