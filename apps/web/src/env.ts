import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseEnvironment, readScanDeadlines, scanTimeouts } from "@roster/http";
import type { ScanDeadlines } from "@roster/api";
import { z } from "zod";
import {
  readSignInSettings,
  type SignInSettings,
  signInVariables,
} from "./server/sign-in-settings.js";

const repository = fileURLToPath(new URL("../../../", import.meta.url));

const Port = z.coerce.number().int().min(0).max(65535);

/** The environment variables that docs/configuration.md describes. An empty value counts as absent. */
const Environment = z.object({
  DATABASE_URL: z.string().optional(),
  HOST: z.string().optional(),
  PORT: Port.default(8000),
  WEB_PORT: Port.default(3000),
  ROSTER_API_URL: z.url().optional(),
  ROSTER_DATA_DIR: z.string().optional(),
  ROSTER_MASTER_KEY: z.string().optional(),
  ROSTER_TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  ROSTER_STOP_LIMIT: z.coerce.number().min(0).max(86_400).default(10),
  ROSTER_MAX_DATA_BYTES: z.coerce.number().int().min(2).max(16_777_216).default(65536),
  ...scanTimeouts,
  ...signInVariables,
});

export interface Settings {
  readonly databaseUrl: string;
  /** Contains the SQLite file and the master key, unless other settings override them. */
  readonly dataDir: string;
  /** Absent: the loopback addresses, IPv4 and IPv6. */
  readonly host: string | undefined;
  /** The dashboard's port; 0: any free port. */
  readonly port: number;
  /** The API address for applications, as shown in snippets. */
  readonly apiUrl: string;
  readonly signIn: SignInSettings;
  /** Absent: stored in a file in the data directory. */
  readonly masterKey: string | undefined;
  readonly maxDataBytes: number;
  readonly scanDeadlines: ScanDeadlines;
  /** The number of proxies between a browser and the dashboard. */
  readonly trustedProxies: number;
  /** How long shutdown waits for open requests, in milliseconds. */
  readonly stopLimit: number;
}

/** @throws AppError INVALID, naming the variable */
export function readSettings(environment: NodeJS.ProcessEnv = process.env): Settings {
  const data = parseEnvironment(Environment, environment);
  const dataDir = resolve(data.ROSTER_DATA_DIR ?? join(repository, ".data"));
  return {
    databaseUrl: data.DATABASE_URL ?? `file:${join(dataDir, "roster.db")}`,
    dataDir,
    host: data.HOST,
    port: data.WEB_PORT,
    apiUrl: data.ROSTER_API_URL ?? `http://${data.HOST ?? "localhost"}:${data.PORT}`,
    signIn: readSignInSettings(data),
    masterKey: data.ROSTER_MASTER_KEY,
    maxDataBytes: data.ROSTER_MAX_DATA_BYTES,
    scanDeadlines: readScanDeadlines(data),
    trustedProxies: data.ROSTER_TRUSTED_PROXIES,
    stopLimit: data.ROSTER_STOP_LIMIT * 1000,
  };
}

/** libsql runs each scan on a thread of this pool, which it creates with the first connection. */
export function setDriverThreads(count: number): void {
  process.env["TOKIO_WORKER_THREADS"] ??= String(count);
}

/** Sets the variables that Next reads when it is loaded. */
export function setNextEnvironment({ isDev }: { isDev: boolean }): void {
  process.env["NEXT_TELEMETRY_DISABLED"] = "1";
  Object.assign(process.env, { NODE_ENV: isDev ? "development" : "production" });
}
