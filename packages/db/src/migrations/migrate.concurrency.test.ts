import { spawn } from "node:child_process";
import { once } from "node:events";
import { sqltag as sql } from "@prisma/client/runtime/client";
import { describe, expect, test } from "vitest";
import { openDatabase } from "../database.js";
import { createTestMigrations } from "../testing/migrations.js";
import { openTestPrisma } from "../testing/prisma.js";
import { backends, createTestDatabaseUrl } from "../testing.js";

const count = (to: number) => Array.from({ length: to }, (_, turn) => turn);
const built = new URL("../../dist/index.js", import.meta.url).href;

/** Opens the database when it is told to, and says whether it was the one that inserted a user. */
const program = `
  import { openDatabase } from ${JSON.stringify(built)};
  process.once("message", async (url) => {
    const database = await openDatabase({ url });
    const { inserted } = await database.users.insertOrFind("app", "a", "{}");
    await database.close();
    process.send(inserted, () => process.disconnect());
  });
  process.send("ready");`;

async function startProcess() {
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const answer = async () => {
    const [message]: unknown[] = await Promise.race([once(child, "message"), once(child, "exit")]);
    return message;
  };
  expect(await answer()).toBe("ready");
  return {
    /** What the process found, or its exit code where it ended before. */
    openDatabase(url: string): Promise<unknown> {
      child.send(url);
      return answer();
    },
  };
}

describe.each(backends)("starts at once on a new database on %s", (backend) => {
  test("8 in one process apply each migration once", async () => {
    await using place = await createTestDatabaseUrl(backend);
    using migrations = createTestMigrations(backend);
    for (const n of count(8)) migrations.write(`${n}`, `CREATE TABLE "t${n}" (n INTEGER);`);
    const options = { url: place.url, prismaFolder: migrations.url };
    const databases = await Promise.all(count(8).map(() => openDatabase(options)));
    await Promise.all(databases.map((database) => database.close()));
    await using prisma = await openTestPrisma(place.url);
    const applied = sql`SELECT migration_name AS name FROM _prisma_migrations ORDER BY 1`;
    expect(await prisma.$queryRaw(applied)).toEqual(count(8).map((n) => ({ name: `${n}` })));
  });

  test("4 in processes of their own apply each migration once, and serve", async () => {
    await using place = await createTestDatabaseUrl(backend);
    const processes = await Promise.all(count(4).map(startProcess));
    const answers = await Promise.all(processes.map((child) => child.openDatabase(place.url)));
    expect(answers.toSorted((a, b) => Number(a) - Number(b))).toEqual([false, false, false, true]);
    await using prisma = await openTestPrisma(place.url);
    const twice = sql`SELECT 1 FROM _prisma_migrations GROUP BY migration_name HAVING count(*) > 1`;
    expect(await prisma.$queryRaw(twice)).toEqual([]);
  });
});
