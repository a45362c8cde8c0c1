import { pathToFileURL } from "node:url";
import { PrismaLibSql } from "@prisma/adapter-libsql";
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient as PostgresqlClient } from "../generated/postgresql/client.js";
import { PrismaClient as SqliteClient } from "../generated/sqlite/client.js";

type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

interface NewRow {
  appId: string;
  id: string;
  data: { [key: string]: JsonValue };
  version: number;
  createdAt: bigint;
  updatedAt: bigint;
}

export type UsualRow = Omit<NewRow, "data"> & { data: unknown };

type OrderBy = { createdAt: "desc" } | { id: "desc" };

/** What the usual stack calls; a union of the two generated clients could not be called. */
export interface UsualPrisma {
  readonly user: {
    create(query: { data: NewRow }): PromiseLike<UsualRow>;
    createMany(query: { data: NewRow[] }): PromiseLike<{ count: number }>;
    findUnique(query: {
      where: { appId_id: { appId: string; id: string } };
    }): PromiseLike<UsualRow | null>;
    findMany(query: {
      where: { appId: string };
      orderBy: OrderBy[];
      skip: number;
      take: number;
    }): PromiseLike<UsualRow[]>;
  };
}

/** With Roster's durability: synchronous=FULL, and PostgreSQL's default synchronous_commit=on. */
export function openUsualPrisma(url: string): UsualPrisma {
  return url.startsWith("file:")
    ? openSqlite(pathToFileURL(url.slice("file:".length)).href)
    : new PostgresqlClient({ adapter: new PrismaPg({ connectionString: url }) });
}

function openSqlite(url: string): UsualPrisma {
  const factory = new PrismaLibSql({ url, timeout: 5000 });
  // PRAGMAs belong to a connection; libsql's own default after a transaction is FULL as well.
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    await adapter.executeScript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    return adapter;
  };
  return new SqliteClient({ adapter: factory });
}
