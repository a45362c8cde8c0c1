import { invalid } from "@roster/contract";
import type { Dialect } from "./dialects/dialect.js";

/** Selects the dialect by the scheme of the URL, and loads no other. */
export async function createDialect(url: string, maxConnections?: number): Promise<Dialect> {
  const scheme = /^([a-z][a-z\d+.-]*):/i.exec(url)?.[1];
  switch (scheme) {
    case "file":
      return (await import("./dialects/sqlite/dialect.js")).createSqliteDialect(url);
    case "postgresql":
    case "postgres":
      return (await import("./dialects/postgresql/dialect.js")).createPostgresqlDialect(
        url,
        maxConnections,
      );
    default:
      throw invalid([
        {
          path: ["DATABASE_URL"],
          message: `must begin with file: (SQLite) or postgresql:, not with ${scheme === undefined ? "none" : `${scheme}:`}`,
        },
      ]);
  }
}
