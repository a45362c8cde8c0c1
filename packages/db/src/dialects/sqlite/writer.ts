import { MAX_CACHED_STATEMENTS, type SqliteConnection } from "./connection.js";
import { createLostError } from "./errors.js";
import { ThreadConnection } from "./thread-connection.js";
import type { WriterSettings } from "./writer-messages.js";

/** Opens the connection that writes. */
export interface SqliteWriter {
  /** The connection; the same one until it is lost. */
  open(): SqliteConnection;
  close(): Promise<void>;
}

/** The only connection of this process that writes, on a thread that the first write starts. */
export class ThreadWriter implements SqliteWriter {
  readonly #settings: Omit<WriterSettings, "state">;
  #connection: ThreadConnection | undefined;
  #isClosed = false;

  constructor(settings: Omit<WriterSettings, "state" | "maxCachedStatements">) {
    this.#settings = { ...settings, maxCachedStatements: MAX_CACHED_STATEMENTS };
  }

  open(): ThreadConnection {
    if (this.#isClosed) throw createLostError("The database is being closed");
    if (!this.#connection || this.#connection.isLost) {
      this.#connection = new ThreadConnection(this.#settings);
    }
    return this.#connection;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#connection?.close();
  }
}
