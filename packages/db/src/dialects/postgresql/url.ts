import { invalid } from "@roster/contract";
import type pg from "pg";

export interface PostgresqlUrl {
  /** With the port, for error messages. */
  readonly host: string;
  /** For a connection outside the pool. */
  readonly connection: pg.ClientConfig;
  readonly pool: pg.PoolConfig;
  /** The schema of the tables. Default: the server's search path, usually `public`. */
  readonly schema: string | undefined;
}

const MAX_CONNECTIONS = 10;
const CONNECT_TIMEOUT_SECONDS = 10;

/** How long a statement may take before it fails and its connection is closed, in milliseconds. */
const QUERY_TIMEOUT = 15_000;

/** How long an unused connection is kept, in milliseconds. */
const IDLE_TIMEOUT = 60_000;

/** When TCP keep-alive starts to probe a silent connection, in milliseconds. */
const KEEP_ALIVE_DELAY = 10_000;

/**
 * Parses DATABASE_URL, including pg's parameters and those of Prisma's that apply here.
 *
 * @throws AppError INVALID for an invalid URL or parameter; the message does not contain the password.
 */
export function readPostgresqlUrl(text: string, maxConnections = MAX_CONNECTIONS): PostgresqlUrl {
  if (!URL.canParse(text)) {
    reject("is not a URL; write postgresql://user:password@host:5432/database");
  }
  const { searchParams } = new URL(text);
  const positiveInteger = (name: string, defaultValue: number) => {
    const value = searchParams.get(name);
    if (value === null) return defaultValue;
    if (/^[1-9]\d{0,8}$/.test(value)) return Number(value);
    return reject(`has ${name}=${value}, which must be a positive integer`);
  };
  const schema = searchParams.get("schema") ?? undefined;
  if (schema !== undefined && !/^[a-z_][a-z\d_]{0,62}$/.test(schema)) {
    reject(`has schema=${schema}, which must be lowercase letters, digits and underscores`);
  }
  const connectTimeout = positiveInteger("connect_timeout", CONNECT_TIMEOUT_SECONDS);
  const connection = {
    connectionString: toDriverUrl(text, schema),
    fallback_application_name: "roster",
    connectionTimeoutMillis: connectTimeout * 1000,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_DELAY,
  };
  const pool = {
    ...connection,
    max: positiveInteger("connection_limit", maxConnections),
    // pg has one timeout for both: opening a connection and waiting for a free one of the pool.
    connectionTimeoutMillis: positiveInteger("pool_timeout", connectTimeout) * 1000,
    idleTimeoutMillis: IDLE_TIMEOUT,
    query_timeout: positiveInteger("query_timeout", QUERY_TIMEOUT),
  };
  return { host: new URL(text).host || "localhost", connection, pool, schema };
}

/** The URL for pg. Only `sslmode` and `options` are changed. */
function toDriverUrl(text: string, schema: string | undefined): string {
  const url = new URL(text);
  const { searchParams } = url;
  // pg 8 treats these as verify-full and warns that pg 9 will not, so state verify-full explicitly.
  const isVerified = ["prefer", "require", "verify-ca"].includes(searchParams.get("sslmode") ?? "");
  const isAmbiguous = isVerified && searchParams.get("uselibpqcompat") !== "true";
  if (isAmbiguous) searchParams.set("sslmode", "verify-full");
  if (schema !== undefined) {
    const options = searchParams.get("options") ?? "";
    searchParams.set("options", `${options} -c search_path=${schema}`.trim());
  }
  return isAmbiguous || schema !== undefined ? url.href : text;
}

function reject(message: string): never {
  throw invalid([{ path: ["DATABASE_URL"], message }]);
}
