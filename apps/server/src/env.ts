import { availableParallelism } from "node:os";
import { isAbsolute, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { RateSettings, ScanDeadlines } from "@roster/api";
import { invalid } from "@roster/contract";
import type { Retention } from "@roster/db";
import { parseEnvironment, readScanDeadlines, scanTimeouts } from "@roster/http";
import { z } from "zod";
import { type CorsSettings, corsVariables, readCors } from "./cors-settings.js";
import { defaultLimits, type Limits } from "./http/limits.js";
import { readRetention, retentionVariables } from "./retention-settings.js";
import { type LogLevel, logLevels } from "./observability/log-level.js";
import { readTracing, type TracingSettings, tracingVariables } from "./tracing-settings.js";

const repository = fileURLToPath(new URL("../../../", import.meta.url));

const MAX_WORKERS = 1024;
const workersRule = `must be a whole number from 1 to ${MAX_WORKERS}`;
const Workers = z.coerce
  .number(workersRule)
  .int(workersRule)
  .min(1, workersRule)
  .max(MAX_WORKERS, workersRule);

const Count = z.coerce.number().int().min(1).max(1_000_000);

const MAX_RATE = 30_000_000;
const Rate = z.coerce.number().int().min(0).max(MAX_RATE);

const MAX_SECONDS = 86_400;
const secondsRule = `must be a number of seconds from 0 to ${MAX_SECONDS}`;
const Seconds = z.coerce.number(secondsRule).min(0, secondsRule).max(MAX_SECONDS, secondsRule);

const Port = z.coerce.number().int().min(0).max(65535);

/** The settings as environment variables. An empty value counts as absent. */
const Environment = z.object({
  DATABASE_URL: z.string().optional(),
  HOST: z.string().optional(),
  PORT: Port.default(8000),
  ROSTER_WORKERS: Workers.optional(),
  ROSTER_DATA_DIR: z.string().default(join(repository, ".data")),
  ROSTER_MASTER_KEY: z.string().optional(),
  ROSTER_API_KEY: z.string().optional(),
  ROSTER_API_SECRET: z.string().optional(),
  ROSTER_ADMIN_PASSWORD: z.string().min(8, "must have at least 8 characters").optional(),
  ROSTER_MAX_DATA_BYTES: z.coerce.number().int().min(2).max(16_777_216).default(65536),
  ROSTER_MAX_CONNECTIONS: Count.default(defaultLimits.maxConnections),
  ROSTER_MAX_CONNECTIONS_PER_ADDRESS: Count.default(defaultLimits.maxConnectionsPerAddress),
  ROSTER_MAX_REQUESTS: Count.default(defaultLimits.maxRequests),
  ROSTER_MAX_WAIT: z.coerce
    .number()
    .min(0.05)
    .max(60)
    .default(defaultLimits.maxWait / 1000),
  ROSTER_MAX_BODIES_BYTES: z.coerce.number().int().min(1).default(defaultLimits.maxBodiesBytes),
  ROSTER_MAX_RESPONSES_BYTES: z.coerce
    .number()
    .int()
    .min(1)
    .default(defaultLimits.maxResponsesBytes),
  ROSTER_REQUEST_TIMEOUT: z.coerce.number().min(1).max(3_600).default(60),
  ROSTER_APP_RATE: Rate.default(6_000_000),
  ROSTER_KEY_RATE: Rate.default(0),
  ROSTER_USER_RATE: Rate.default(600),
  ROSTER_API_TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  ROSTER_TOKEN_LEEWAY: z.coerce.number().min(0).max(300).default(30),
  ...scanTimeouts,
  ...retentionVariables,
  ...corsVariables,
  ROSTER_LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(", ")}`).default("warn"),
  ROSTER_START_WAIT: Seconds.optional(),
  ROSTER_STOP_DELAY: Seconds.default(0),
  ROSTER_STOP_LIMIT: Seconds.default(10),
  ROSTER_METRICS_PORT: Port.optional(),
  ROSTER_METRICS_HOST: z.string().default("127.0.0.1"),
  ROSTER_METRICS_TOKEN: z.string().min(16, "must have at least 16 characters").optional(),
  ...tracingVariables,
});

export interface Settings {
  readonly databaseUrl: string;
  /** The folder of the SQLite file, the master key and the first app's credentials. */
  readonly dataFolder: string;
  /** Undefined: loopback, IPv4 and IPv6. */
  readonly host: string | undefined;
  /** 0: any free port. */
  readonly port: number;
  /** How many processes serve the port. */
  readonly workers: number;
  /** Undefined: stored in a file in the data folder. */
  readonly masterKey: string | undefined;
  readonly apiKey: string | undefined;
  readonly apiSecret: string | undefined;
  readonly adminPassword: string | undefined;
  readonly maxDataBytes: number;
  readonly limits: Limits;
  readonly rates: RateSettings;
  /** The number of our own proxies in front of the API. */
  readonly trustedProxies: number;
  /** By how many seconds the clocks of those who issue tokens may differ. */
  readonly tokenLeewaySeconds: number;
  readonly scanDeadlines: ScanDeadlines;
  readonly retention: Retention;
  readonly cors: CorsSettings;
  readonly logLevel: LogLevel;
  /** How long a start waits for an unreachable database, in milliseconds; Infinity means without limit. */
  readonly startWait: number;
  readonly stop: StopSettings;
  /** Where the metrics are exposed; undefined: nowhere. */
  readonly metrics: MetricsSettings | undefined;
  /** Undefined: nothing is traced. */
  readonly tracing: TracingSettings | undefined;
}

/** In milliseconds. */
export interface StopSettings {
  /** How long requests are still accepted after the signal, while /readyz returns 503. */
  readonly delay: number;
  /** How long the requests in progress may then take. */
  readonly limit: number;
}

export interface MetricsSettings {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** The bearer token that a request must have. */
  readonly token: string | undefined;
}

/** @throws AppError INVALID, naming the variable. */
export function readSettings(environment = process.env): Settings {
  const data = parseEnvironment(Environment, environment);
  const dataFolder = resolve(data.ROSTER_DATA_DIR);
  const databaseUrl = data.DATABASE_URL ?? `file:${join(dataFolder, "roster.db")}`;
  return {
    databaseUrl,
    dataFolder,
    host: data.HOST,
    port: data.PORT,
    workers: data.ROSTER_WORKERS ?? defaultWorkers(databaseUrl),
    masterKey: data.ROSTER_MASTER_KEY,
    apiKey: data.ROSTER_API_KEY,
    apiSecret: data.ROSTER_API_SECRET,
    adminPassword: data.ROSTER_ADMIN_PASSWORD,
    maxDataBytes: data.ROSTER_MAX_DATA_BYTES,
    limits: {
      maxConnections: data.ROSTER_MAX_CONNECTIONS,
      maxConnectionsPerAddress: data.ROSTER_MAX_CONNECTIONS_PER_ADDRESS,
      maxRequests: data.ROSTER_MAX_REQUESTS,
      maxWait: data.ROSTER_MAX_WAIT * 1000,
      maxBodiesBytes: data.ROSTER_MAX_BODIES_BYTES,
      maxResponsesBytes: data.ROSTER_MAX_RESPONSES_BYTES,
      maxHeadsBytes: defaultLimits.maxHeadsBytes,
      requestTimeout: data.ROSTER_REQUEST_TIMEOUT * 1000,
    },
    rates: {
      perApp: data.ROSTER_APP_RATE,
      perKey: data.ROSTER_KEY_RATE,
      perUser: data.ROSTER_USER_RATE,
    },
    trustedProxies: data.ROSTER_API_TRUSTED_PROXIES,
    tokenLeewaySeconds: data.ROSTER_TOKEN_LEEWAY,
    scanDeadlines: readScanDeadlines(data),
    retention: readRetention(data),
    cors: readCors(data),
    logLevel: data.ROSTER_LOG_LEVEL,
    startWait: (data.ROSTER_START_WAIT ?? Infinity) * 1000,
    stop: { delay: data.ROSTER_STOP_DELAY * 1000, limit: data.ROSTER_STOP_LIMIT * 1000 },
    metrics: readMetrics(data),
    tracing: readTracing(data),
  };
}

/** Metrics contain no secrets, but are not meant for other machines without a token. */
function readMetrics(data: z.infer<typeof Environment>): MetricsSettings | undefined {
  const {
    ROSTER_METRICS_PORT: port,
    ROSTER_METRICS_HOST: host,
    ROSTER_METRICS_TOKEN: token,
  } = data;
  if (port === undefined) return undefined;
  if (token === undefined && !loopback.has(host)) {
    const message = `must be set because ROSTER_METRICS_HOST is ${host}, which others can reach`;
    throw invalid([{ path: ["ROSTER_METRICS_TOKEN"], message }]);
  }
  return { host, port, token };
}

const loopback: ReadonlySet<string> = new Set(["127.0.0.1", "::1", "localhost"]);

/** SQLite has one writer at a time, so more processes would only wait for each other. */
function defaultWorkers(databaseUrl: string): number {
  return /^postgres(?:ql)?:/i.test(databaseUrl) ? availableParallelism() : 1;
}

/** The options that Node takes from the environment, in this process and its children. */
export const readNodeOptions = (): string => process.env["NODE_OPTIONS"] ?? "";

/** This process's environment with more variables, for a child process. */
export function extendEnvironment(more: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, ...more };
}

/** libsql runs each scan on a thread of this pool, which it creates with the first connection. */
export function setDriverThreads(count: number): void {
  process.env["TOKIO_WORKER_THREADS"] ??= String(count);
}

/** The path relative to the working directory, if it is inside that directory. */
export function displayPath(path: string): string {
  const shown = relative(process.cwd(), path);
  return shown.startsWith("..") || isAbsolute(shown) ? path : shown;
}
