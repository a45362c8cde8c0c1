import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { createTestDatabaseUrl, testSource } from "../../testing.js";

const builtEntry = new URL("../../../dist/index.js", import.meta.url).href;

const prelude = `
  import { openDatabase } from ${JSON.stringify(builtEntry)};
  const database = await openDatabase({ url: process.argv.at(-1) });
  const source = ${JSON.stringify(testSource)};
  const users = Array.from({ length: 5000 }, (_, n) => ({ id: "i" + n, dataJson: "{}" }));
  const { status } = await database.users.by(source).add("app", { id: "a", dataJson: "{}" });
  if (status !== "created") process.exit(9);`;

/** Terminating a thread that is inside libsql would abort the process. */
test.each([
  ["when nothing runs, without closing the database", "", 0],
  [
    "on process.exit during a statement of the thread",
    `void database.users.by(source).import({ appId: "app", users, atomic: false });
     setTimeout(() => process.exit(3), 30);`,
    3,
  ],
])("a process ends %s", async (_, program, code) => {
  await using file = await createTestDatabaseUrl("sqlite");
  const child = spawn(
    process.execPath,
    ["--input-type=module", "-e", prelude + program, "--", file.url],
    { stdio: ["ignore", "inherit", "inherit"] },
  );
  expect(await once(child, "exit")).toEqual([code, null]);
});
