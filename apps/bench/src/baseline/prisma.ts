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

export type BaselineRow = Omit<NewRow, "data"> & { data: unknown };

type OrderBy = { createdAt: "desc" } | { id: "desc" };

/** The calls the baseline makes; a union of the two generated clients is not callable. */
export interface BaselinePrisma {
  readonly user: {
    create(query: { data: NewRow }): PromiseLike<BaselineRow>;
    createMany(query: { data: NewRow[] }): PromiseLike<{ count: number }>;
    findUnique(query: {
      where: { appId_id: { appId: string; id: string } };
    }): PromiseLike<BaselineRow | null>;
    findMany(query: {
      where: { appId: string };
      orderBy: OrderBy[];
      skip: number;
      take: number;
    }): PromiseLike<BaselineRow[]>;
  };
}

/** With Roster's durability: synchronous=FULL, and PostgreSQL's default synchronous_commit=on. */
export function openBaselinePrisma(url: string): BaselinePrisma {
  return url.startsWith("file:")
    ? openSqlite(pathToFileURL(url.slice("file:".length)).href)
    : new PostgresqlClient({ adapter: new PrismaPg({ connectionString: url }) });
}

function openSqlite(url: string): BaselinePrisma {
  const factory = new PrismaLibSql({ url, timeout: 5000 });
  // PRAGMAs are per connection; after a transaction libsql opens a new one, whose default is FULL too.
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    await adapter.executeScript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    return adapter;
  };
  return new SqliteClient({ adapter: factory });
}
