import { spawn } from "node:child_process";
import { once } from "node:events";
import { sqltag as sql } from "@prisma/client/runtime/client";
import { describe, expect, test } from "vitest";
import { openDatabase } from "../database.js";
import { createTestMigrations } from "../testing/migrations.js";
import { openTestPrisma } from "../testing/prisma.js";
import { backends, createTestDatabaseUrl, testSource } from "../testing.js";

const count = (to: number) => Array.from({ length: to }, (_, turn) => turn);
const builtEntry = new URL("../../dist/index.js", import.meta.url).href;

/** Opens the database on request and reports whether it inserted the user. */
const program = `
  import { openDatabase } from ${JSON.stringify(builtEntry)};
  const source = ${JSON.stringify(testSource)};
  process.once("message", async (url) => {
    const database = await openDatabase({ url });
    const { status } = await database.users.by(source).add("app", { id: "a", dataJson: "{}" });
    await database.close();
    process.send(status === "created", () => process.disconnect());
  });
  process.send("ready");`;

async function startProcess() {
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const receive = async () => {
    const [message]: unknown[] = await Promise.race([once(child, "message"), once(child, "exit")]);
    return message;
  };
  expect(await receive()).toBe("ready");
  return {
    /** What the process reports, or its exit code if it ends first. */
    openDatabase(url: string): Promise<unknown> {
      child.send(url);
      return receive();
    },
  };
}

describe.each(backends)("concurrent starts on a new database on %s", (backend) => {
  test("apply each migration once from 8 starts in one process", async () => {
    await using target = await createTestDatabaseUrl(backend);
    using migrations = createTestMigrations(backend);
    for (const n of count(8)) migrations.write(`${n}`, `CREATE TABLE "t${n}" (n INTEGER);`);
    const options = { url: target.url, prismaFolder: migrations.url };
    const databases = await Promise.all(count(8).map(() => openDatabase(options)));
    await Promise.all(databases.map((database) => database.close()));
    await using prisma = await openTestPrisma(target.url);
    const applied = sql`SELECT migration_name AS name FROM _prisma_migrations ORDER BY 1`;
    expect(await prisma.$queryRaw(applied)).toEqual(count(8).map((n) => ({ name: `${n}` })));
  });

  test("apply each migration once from 4 processes, which then serve", async () => {
    await using target = await createTestDatabaseUrl(backend);
    const processes = await Promise.all(count(4).map(startProcess));
    const results = await Promise.all(processes.map((child) => child.openDatabase(target.url)));
    expect(results.toSorted((a, b) => Number(a) - Number(b))).toEqual([false, false, false, true]);
    await using prisma = await openTestPrisma(target.url);
    const twice = sql`SELECT 1 FROM _prisma_migrations GROUP BY migration_name HAVING count(*) > 1`;
    expect(await prisma.$queryRaw(twice)).toEqual([]);
  });
});
