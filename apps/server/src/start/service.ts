import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type BootstrapResult, createApi, openMasterKeyFile, UsageCounter } from "@roster/api";
import { onTaskFailure, openDatabase, SCAN_THREADS } from "@roster/db";
import { listen, type Listening, maxBodyBytes } from "@roster/http";
import type { Logger } from "pino";
import { setDriverThreads, type Settings, type StopSettings } from "../env.js";
import { createHttpServer } from "../http/http-server.js";
import { createAdmission } from "../http/admission.js";
import type { Metrics } from "../observability/metrics/metrics.js";
import { logRequests } from "../observability/request-log.js";
import { connectWithRetry } from "./connect-with-retry.js";

/** The API over an open database, in this process. */
export interface Service {
  /** Creates the first app, key and administrator if they are missing. One process calls it per start. */
  bootstrap(): Promise<BootstrapResult>;
  /** Resolves with the port. */
  listen(port: number): Promise<number>;
  /** Finishes the requests in progress within the time limit, then releases the port and the database. */
  stop(): Promise<void>;
}

/** Migrates, then opens the database. */
export async function openService(
  settings: Settings,
  log: Logger,
  metrics?: Metrics,
): Promise<Service> {
  const { dataFolder, maxDataBytes, scanDeadlines, cors, host } = settings;
  const { databaseUrl: url, retention, tokenLeewaySeconds } = settings;
  const maxConnections = poolSizeFor(settings.workers);
  setDriverThreads(SCAN_THREADS);
  const database = await connectWithRetry(
    () => openDatabase({ url, maxConnections, readLimits: { maxDataBytes }, retention }),
    { timeoutMs: settings.startWait, log },
  );
  try {
    const masterKey = settings.masterKey ?? openMasterKeyFile(join(dataFolder, "master.key"));
    const admission = createAdmission(settings.limits);
    metrics?.watch({ database, limiter: admission.limiter });
    const usage = new UsageCounter({ store: database.usage });
    usage.start();
    // A SQLite file with one worker is served only by this process; any other database may be shared.
    const isShared = database.dialect !== "sqlite" || settings.workers > 1;
    const rates = { ...settings.rates, isShared };
    const limits = { maxDataBytes, scanDeadlines, responseLimits: settings.limits, rates };
    const api = createApi({ database, masterKey, log, tokenLeewaySeconds, ...limits });
    const tracing =
      settings.tracing &&
      (await loadTracing()).openTracing(settings.tracing, { log, dialect: database.dialect });
    if (log.isLevelEnabled("info")) logRequests(log);
    reportTaskFailures(log);
    let listening: Listening | undefined;
    return {
      bootstrap: () => api.bootstrap(settings),
      async listen(port) {
        const createServer = () =>
          createHttpServer({
            api,
            maxBodyBytes: maxBodyBytes(maxDataBytes),
            trustedProxies: settings.trustedProxies,
            cors,
            log,
            admission,
          });
        listening = await listen(createServer, { host, port });
        return listening.port;
      },
      async stop() {
        api.readiness.startDraining();
        if (listening) await drain(listening, settings.stop, log);
        await usage.stop();
        await database.close();
        await tracing?.stop();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

function reportTaskFailures(log: Logger): void {
  onTaskFailure(({ task, error }) => {
    log.warn({ task, err: error }, "a background task failed; it runs again at its next interval");
  });
}

async function drain(listening: Listening, { delay, limit }: StopSettings, log: Logger) {
  await pause(delay);
  const cut = await listening.close(limit);
  if (cut > 0)
    log.warn(
      { cut, limitMs: limit },
      "connections were closed before their responses were complete",
    );
}

/** Loaded only if tracing is enabled. */
const loadTracing = () => import("../observability/tracing/open-tracing.js");

/**
 * All processes of a server together stay below PostgreSQL's default of 100 connections, with up to four more in each
 * for scans.
 */
function poolSizeFor(workers: number): number {
  return Math.min(10, Math.max(1, Math.floor(80 / workers) - 4));
}
