import { readdir, readFile, watch } from "node:fs/promises";
import { dirname } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { openWorkspace } from "../testing/workspace.js";
import { resultOf } from "../testing/run-cli.js";

const files = await openWorkspace();
afterAll(() => files[Symbol.asyncDispose]());
beforeEach(() => files.clear());

const COUNT = 40_000;
const STATE = ".users.ndjson.import.json";
const folder = dirname(files.path(STATE));

/** A file of `count` lines, four of them invalid. Every tenth user of the first half already exists. */
async function writeFileOf(count: number): Promise<void> {
  const lines = Array.from({ length: count }, (_, at) =>
    at % 10_000 === 9999
      ? "bad"
      : JSON.stringify({ id: `u${at}`, data: { at, t: "x".repeat(99) } }),
  );
  await files.write("users.ndjson", `${lines.join("\n")}\n`);
  const existing = Array.from({ length: count / 20 }, (_, at) => ({ id: `u${at * 10}` }));
  await files.client.users.addMany(existing);
}

/** Starts an import and calls `act` once a checkpoint was saved. */
async function importUntil(
  args: readonly string[],
  act: (child: { kill(signal: "SIGKILL"): unknown }) => unknown,
) {
  const events = watch(folder);
  const child = files.start(["users", "import", "users.ndjson", "--json", ...args]);
  const ending = resultOf(child);
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
    const index = Number(id.slice(1));
    return version === (index % 10 === 0 && index < COUNT / 2 ? 2 : 1);
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

test("resumes a killed import where it stopped and writes no user twice", async () => {
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

test("resumes after the server was killed", async () => {
  await writeFileOf(COUNT);
  const broken = await importUntil(["--update"], () => files.crash());
  // The import may have finished before, or its retries may have reached the new server.
  const last = broken.code === 9 ? await again() : broken;
  expect(JSON.parse(last.stdout)).toMatchObject(whole);
  await expectWrittenOnce();
});

test("starts over with a warning if the file or the flags differ", async () => {
  await writeFileOf(COUNT);
  await importUntil(["--update"], (child) => child.kill("SIGKILL"));
  const { stdout, stderr } = await files.users([
    "import",
    "users.ndjson",
    "--get-or-create",
    "--json",
  ]);
  expect(stderr).toContain("starting over");
  expect(JSON.parse(stdout)).toMatchObject({ updated: 0, invalid: 4 });
  expect(await readdir(folder)).not.toContain(STATE);
});
