import { invalid } from "@roster/contract";
import type pg from "pg";

export interface PostgresqlUrl {
  /** For the pool, and for a connection of one's own. */
  readonly connection: pg.ClientConfig;
  readonly pool: pg.PoolConfig;
  /** The schema of the tables; absent: the server's search path, which is `public`. */
  readonly schema: string | undefined;
}

const MAX_CONNECTIONS = 10;
const CONNECT_TIMEOUT_SECONDS = 10;

/** After so long without its answer a statement is given up, and its connection with it, in milliseconds. */
const QUERY_TIMEOUT = 15_000;

/** How long an unused connection is kept, in milliseconds. */
const IDLE_TIMEOUT = 60_000;

/** When the system begins to ask whether a silent connection still lives, in milliseconds. */
const KEEP_ALIVE_DELAY = 10_000;

/**
 * What DATABASE_URL says: pg's own names, and those of Prisma's that have a meaning here.
 *
 * @throws AppError INVALID for a URL, or a parameter in it, that cannot be used; without its password.
 */
export function readPostgresqlUrl(text: string, maxConnections = MAX_CONNECTIONS): PostgresqlUrl {
  if (!URL.canParse(text)) {
    reject("is not a URL; write postgresql://user:password@host:5432/database");
  }
  const { searchParams } = new URL(text);
  const wholeNumber = (name: string, absent: number) => {
    const value = searchParams.get(name);
    if (value === null) return absent;
    if (/^[1-9]\d{0,8}$/.test(value)) return Number(value);
    return reject(`has ${name}=${value}, which must be a whole number from 1`);
  };
  const schema = searchParams.get("schema") ?? undefined;
  if (schema !== undefined && !/^[a-z_][a-z\d_]{0,62}$/.test(schema)) {
    reject(`has schema=${schema}, which must be lower-case letters, digits and underscores`);
  }
  const connectTimeout = wholeNumber("connect_timeout", CONNECT_TIMEOUT_SECONDS);
  const connection = {
    connectionString: forDriver(text, schema),
    fallback_application_name: "roster",
    connectionTimeoutMillis: connectTimeout * 1000,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_DELAY,
  };
  const pool = {
    ...connection,
    max: wholeNumber("connection_limit", maxConnections),
    // pg has one limit for both waits: for a new connection, and for one of the pool's to be free.
    connectionTimeoutMillis: wholeNumber("pool_timeout", connectTimeout) * 1000,
    idleTimeoutMillis: IDLE_TIMEOUT,
    query_timeout: wholeNumber("query_timeout", QUERY_TIMEOUT),
  };
  return { connection, pool, schema };
}

/** The URL as pg is to read it. It is left alone but for these two parameters. */
function forDriver(text: string, schema: string | undefined): string {
  const url = new URL(text);
  const { searchParams } = url;
  // pg 8 takes these for verify-full, and warns that pg 9 will not: the safe meaning is written out.
  const isVerified = ["prefer", "require", "verify-ca"].includes(searchParams.get("sslmode") ?? "");
  const isVague = isVerified && searchParams.get("uselibpqcompat") !== "true";
  if (isVague) searchParams.set("sslmode", "verify-full");
  if (schema !== undefined) {
    const options = searchParams.get("options") ?? "";
    searchParams.set("options", `${options} -c search_path=${schema}`.trim());
  }
  return isVague || schema !== undefined ? url.href : text;
}

function reject(message: string): never {
  throw invalid([{ path: ["DATABASE_URL"], message }]);
}
