import type { Sql } from "@prisma/client/runtime/client";
import { createDialect } from "../connect.js";
import { type Database, openDatabase } from "../database.js";
import type { DialectName } from "../dialects/dialect.js";
import type { RunScan } from "../scans/scan.js";
import { createTestDatabaseUrl } from "../testing.js";
import { explain } from "./explain.js";
import { openTestPrisma } from "./prisma.js";

interface ExplainedDatabase extends AsyncDisposable {
  readonly database: Database;
  /** The engine's plans for the statements that `work` sends. */
  explained(work: () => Promise<unknown>): Promise<string[]>;
}

/** A database whose planner knows only what Roster has gathered. */
export async function openExplainedDatabase(backend: DialectName): Promise<ExplainedDatabase> {
  const { url, [Symbol.asyncDispose]: dispose } = await createTestDatabaseUrl(backend);
  const opened = await explainDatabase(url);
  return {
    ...opened,
    async [Symbol.asyncDispose]() {
      await opened[Symbol.asyncDispose]();
      await dispose();
    },
  };
}

export async function explainDatabase(url: string): Promise<ExplainedDatabase> {
  const dialect = await createDialect(url);
  const sent: Sql[] = [];
  const { maxScans, maxShort } = dialect.scans;
  const recorded =
    (name: "run" | "runShort"): RunScan =>
    (statement, request) => {
      sent.push(statement);
      return dialect.scans[name](statement, request);
    };
  const scans = {
    maxScans,
    maxShort,
    run: recorded("run"),
    runShort: recorded("runShort"),
    close: () => dialect.scans.close(),
  };
  const database = await openDatabase({ url, dialect: { ...dialect, scans } });
  const prisma = await openTestPrisma(url);
  return {
    database,
    async explained(work) {
      sent.length = 0;
      await work();
      return Promise.all(sent.map((statement) => explain(prisma, dialect.name, statement)));
    },
    async [Symbol.asyncDispose]() {
      await prisma.$disconnect();
      await database.close();
    },
  };
}
