import { readdir, readFile, watch } from "node:fs/promises";
import { dirname } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { openFiles } from "../testing/files.js";
import { outcomeOf } from "../testing/roster.js";

const files = await openFiles();
afterAll(() => files[Symbol.asyncDispose]());
beforeEach(() => files.clear());

const COUNT = 40_000;
const STATE = ".users.ndjson.import.json";
const folder = dirname(files.path(STATE));

/** So many users, each tenth of whom is there already, and bad lines between them. */
async function writeFileOf(count: number): Promise<void> {
  const lines = Array.from({ length: count }, (_, at) =>
    at % 10_000 === 9999
      ? "bad"
      : JSON.stringify({ id: `u${at}`, data: { at, t: "x".repeat(99) } }),
  );
  await files.write("users.ndjson", `${lines.join("\n")}\n`);
  const there = Array.from({ length: count / 20 }, (_, at) => ({ id: `u${at * 10}` }));
  await files.client.users.addMany(there);
}

/** Starts an import, and does something to it once a part of the file is known to be written. */
async function importUntil(
  args: readonly string[],
  act: (child: { kill(signal: "SIGKILL"): unknown }) => unknown,
) {
  const events = watch(folder);
  const child = files.start(["users", "import", "users.ndjson", "--json", ...args]);
  const ending = outcomeOf(child);
  for await (const _ of events) {
    const text = await readFile(files.path(STATE), "utf8").catch(() => "");
    if (!/"line":[1-9]/.test(text)) continue;
    await act(child);
    break;
  }
  return await ending;
}

async function expectWrittenOnce(): Promise<void> {
  const versions = new Map<string, number>();
  const pages = files.client.users.iterate({ pageSize: 1000 });
  for await (const { id, version } of pages) versions.set(id, version);
  expect(versions.size).toBe(COUNT - 4);
  const isOnce = ([id, version]: [string, number]) => {
    const place = Number(id.slice(1));
    return version === (place % 10 === 0 && place < COUNT / 2 ? 2 : 1);
  };
  expect([...versions].filter((one) => !isOnce(one))).toEqual([]);
  expect((await readdir(folder)).filter((name) => name.includes("import"))).toEqual([]);
}

const whole = {
  created: COUNT - 4 - COUNT / 20,
  updated: COUNT / 20,
  existing: 0,
  conflict: 0,
  invalid: 4,
};
const again = (...args: string[]) =>
  files.users(["import", "users.ndjson", "--update", "--json", ...args]);

test("a run after one that was killed goes on where that ended; nothing is written twice", async () => {
  await writeFileOf(COUNT);
  const args = ["--update", "--rejects", "rejects.ndjson"];
  const broken = await importUntil(args, (child) => child.kill("SIGKILL"));
  expect(broken).toMatchObject({ signal: "SIGKILL", stdout: "" });
  const { line } = JSON.parse(await readFile(files.path(STATE), "utf8")) as { line: number };
  expect(line).toBeLessThan(COUNT);
  const { stdout } = await again("--rejects", "rejects.ndjson");
  expect(JSON.parse(stdout)).toMatchObject(whole);
  const rejects = (await readFile(files.path("rejects.ndjson"), "utf8")).trimEnd().split("\n");
  expect(rejects.map((text) => (JSON.parse(text) as { line: number }).line)).toEqual([
    10_000, 20_000, 30_000, 40_000,
  ]);
  await expectWrittenOnce();
});

test("so it does after the server was killed", async () => {
  await writeFileOf(COUNT);
  const broken = await importUntil(["--update"], () => files.crash());
  // It may have been fast enough, or its repetitions may have reached the new server.
  const last = broken.code === 9 ? await again() : broken;
  expect(JSON.parse(last.stdout)).toMatchObject(whole);
  await expectWrittenOnce();
});

test("one of another file, or with other flags, begins anew, and says so", async () => {
  await writeFileOf(COUNT);
  await importUntil(["--update"], (child) => child.kill("SIGKILL"));
  const { stdout, stderr } = await files.users([
    "import",
    "users.ndjson",
    "--get-or-create",
    "--json",
  ]);
  expect(stderr).toContain("this one begins anew");
  expect(JSON.parse(stdout)).toMatchObject({ updated: 0, invalid: 4 });
  expect(await readdir(folder)).not.toContain(STATE);
});
