import { setTimeout } from "node:timers/promises";
import { isAppError } from "@roster/contract";
import type { Dialect } from "../dialects/dialect.js";
import { reportTaskFailure } from "../every.js";
import type { DataIndexStore } from "./data-index-store.js";

/** How long opening a SQLite file waits for other processes that build, in milliseconds. */
const MAX_WAIT_MS = 10_000;

/** How long to wait after the database was unavailable, in milliseconds. */
const PAUSE_MS = 1_000;

/**
 * Rebuilds all indexes of earlier versions: on PostgreSQL in the background, until disposed; on SQLite, where a build
 * blocks all writes, before this resolves. Failures are reported, not thrown. Any number of processes may
 * do this at the same time.
 */
export async function startIndexRebuild(
  store: DataIndexStore,
  { concurrently }: Dialect,
): Promise<AsyncDisposable> {
  const stop = new AbortController();
  const isInBackground = concurrently !== "";
  const signal = isInBackground ? stop.signal : AbortSignal.timeout(MAX_WAIT_MS);
  const rebuild = (async () => {
    const outdated = await store.listOutdated().catch((error: unknown) => {
      reportTaskFailure({ task: "list the indexes of earlier versions", error });
      return [];
    });
    for (const row of outdated) {
      try {
        await untilAvailable(() => store.rebuild(row, signal), signal);
      } catch (error) {
        if (stop.signal.aborted) return;
        const task = `rebuild the index on ${row.path} of app ${row.appId}`;
        reportTaskFailure({ task, error });
      }
    }
  })();
  if (!isInBackground) await rebuild;
  return {
    async [Symbol.asyncDispose]() {
      stop.abort();
      await rebuild;
    },
  };
}

/** Another process may be building, or the database restarting. */
async function untilAvailable<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isAppError(error) || error.code !== "UNAVAILABLE") throw error;
      await setTimeout(PAUSE_MS, undefined, { signal }).catch(() => {
        throw error;
      });
    }
  }
}
