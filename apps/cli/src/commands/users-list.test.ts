import { once } from "node:events";
import { text } from "node:stream/consumers";
import { errors, User, UserPage } from "@roster/contract";
import { afterAll, describe, expect, test } from "vitest";
import { start } from "../testing/run-cli.js";
import { parseOutput } from "../testing/parse-output.js";
import { openServer } from "../testing/server.js";

const server = await openServer();
afterAll(() => server[Symbol.asyncDispose]());

/** More than two requests of --all, and more text than fits in a pipe. */
const COUNT = 1203;
const ids = Array.from({ length: COUNT }, (_, at) => `u${String(at).padStart(4, "0")}`);

for (let at = 0; at < COUNT; at += 100) {
  const chunk = ids.slice(at, at + 100);
  await Promise.all(chunk.map((id) => server.client.users.add(id, { text: id.repeat(20) })));
}

const idsIn = (ndjson: string) =>
  ndjson
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => User.parse(parseOutput(line)).id);

test("lists users in an aligned table, which is not truncated without a terminal", async () => {
  const args = ["users", "list", "--sort", "id", "--limit", "2"];
  const { code, stdout } = await server.roster(...args);
  expect(code).toBe(0);
  const [titles, ...rows] = stdout.trimEnd().split("\n");
  expect(titles).toBe("ID     STATUS  CREATED (UTC)     DATA");
  expect(rows.map((row) => row.replace(/\d{4}-\d\d-\d\d \d\d:\d\d/, "<time>"))).toEqual([
    `u0000  active  <time>  {"text":"${"u0000".repeat(20)}"}`,
    `u0001  active  <time>  {"text":"${"u0001".repeat(20)}"}`,
  ]);
});

test("prints a page as one JSON document with --json, with the cursor of the next", async () => {
  const list = ["users", "list", "--json", "--sort", "id", "--limit", "3"];
  const first = UserPage.parse(parseOutput((await server.roster(...list)).stdout));
  const cursor = String(first.nextCursor);
  const second = await server.roster(...list, "--cursor", cursor);
  const all = [...first.users, ...UserPage.parse(parseOutput(second.stdout)).users];
  expect(all.map(({ id }) => id)).toEqual(ids.slice(0, 6));
  expect(second.stderr).toBe("");
});

test("lists the newest 100 users first, with a note on how to see more", async () => {
  const { stdout, stderr } = await server.roster("users", "list");
  expect(stdout.trimEnd().split("\n")).toHaveLength(101);
  const [, cursor = ""] = /--cursor (\S+) /.exec(stderr) ?? [];
  const next = await server.roster("users", "list", "--cursor", cursor, "--limit", "1", "--json");
  expect(JSON.parse(next.stdout)).toMatchObject({ users: [{ id: expect.stringMatching(/^u1/) }] });
});

test("--all lists every user once: as a table, or as NDJSON with --json", async () => {
  const forPeople = await server.roster("users", "list", "--all", "--sort", "id");
  const rows = forPeople.stdout.trimEnd().split("\n").slice(1);
  expect(rows.map((row) => row.split(" ")[0])).toEqual(ids);

  const { stdout } = await server.roster("users", "list", "--all", "--sort", "id", "--json");
  expect(idsIn(stdout)).toEqual(ids);
});

test("--all continues from a cursor", async () => {
  const list = ["users", "list", "--json", "--sort", "id"];
  const page = await server.roster(...list, "--limit", "1000");
  const { nextCursor } = UserPage.parse(parseOutput(page.stdout));
  const { stdout } = await server.roster(...list, "--all", "--cursor", String(nextCursor));
  expect(idsIn(stdout)).toEqual(ids.slice(1000));
});

test("ends quietly when the reader stops, like head", async () => {
  const child = start(["users", "list", "--all", "--json"], {
    env: { ROSTER_CONFIG: server.configFile },
  });
  await once(child.stdout, "readable");
  child.stdout.destroy();
  const [stderr, exit] = await Promise.all([text(child.stderr), once(child, "exit")]);
  expect({ stderr, exit }).toEqual({ stderr: "", exit: [0, null] });
});

test("supports --sort, --search, --select and --count", async () => {
  const search = ["users", "list", "--search", "U000", "--sort", "-data.text,id", "--limit", "2"];
  const { stdout, stderr } = await server.roster(...search, "--select", "data.no", "--count");
  const [, ...rows] = stdout.trimEnd().split("\n");
  expect(rows.map((row) => [row.slice(0, 5), row.slice(-2)])).toEqual([
    ["u0009", "{}"],
    ["u0008", "{}"],
  ]);
  expect(stderr).toContain("10 users in total.");
  const page = await server.roster("users", "list", "--count", "capped", "--limit", "1", "--json");
  expect(JSON.parse(page.stdout)).toMatchObject({ total: { value: COUNT, isExact: true } });
});

test("supports --where together with a cursor, --count and --all", async () => {
  const where =
    'id in (u0000, u0001, u0002) and not data.text startswith "u0001" and created > 2020-01-01';
  const list = ["users", "list", "--where", where, "--sort", "id", "--json"];
  const first = await server.roster(...list, "--limit", "1", "--count");
  const page = UserPage.parse(parseOutput(first.stdout));
  expect(page).toMatchObject({ users: [{ id: "u0000" }], total: { value: 2 } });
  const second = await server.roster(...list, "--cursor", String(page.nextCursor));
  expect(JSON.parse(second.stdout)).toMatchObject({ users: [{ id: "u0002" }] });
  expect(idsIn((await server.roster(...list, "--all")).stdout)).toEqual(["u0000", "u0002"]);
});

test("rejects an invalid --where with a caret under the position, or as an issue with --json", async () => {
  const list = ["users", "list", "--where", "id = a and\nname = 1"];
  const { code, stderr } = await server.roster(...list);
  expect(stderr.split("\n").slice(0, 3)).toEqual([
    expect.stringContaining("Error: where: line 2, column 1: name is not a path; use id,"),
    "  name = 1",
    "  ^",
  ]);
  expect(code).toBe(errors.INVALID.exitCode);
  const { error } = JSON.parse((await server.roster(...list, "--json")).stderr);
  expect(error).toMatchObject({
    data: { code: "INVALID", details: { issues: [{ path: ["where"] }] } },
    message: expect.stringContaining("where: line 2, column 1: name is not a path"),
  });
});

describe("an app without users", () => {
  test("is listed as an empty table with a note", async () => {
    await using empty = await openServer();
    const { code, stdout, stderr } = await empty.roster("users", "list");
    expect(stdout).toBe("ID  STATUS  CREATED (UTC)  DATA\n");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "No users.\n" });
    expect((await empty.roster("users", "list", "--json")).stdout).toBe(
      '{"users":[],"nextCursor":null,"previousCursor":null}\n',
    );
    expect((await empty.roster("users", "list", "--all", "--json")).stdout).toBe("");
  });
});

test.each([
  ["a limit that is not a whole number", ["--limit", "ten"], "It must be a whole number."],
  ["a limit that exceeds the API's", ["--limit", "1001"], "limit: Too big"],
  ["a sort by an unknown path", ["--sort", "id,oldest"], '"oldest" is not a path'],
  ["an empty filter", ["--where", ""], "where: line 1, column 1: expected not, a path"],
  ["an unknown kind of count", ["--count", "some"], "Allowed choices are exact, capped."],
  ["--limit with --all", ["--limit", "5", "--all"], "cannot be used with option '--all'"],
  ["an invalid cursor", ["--cursor", "x"], "cursor: is not a valid cursor"],
] as const)("rejects %s", async (_, args, message) => {
  const { code, stderr } = await server.roster("users", "list", ...args);
  expect(stderr).toContain(message);
  expect(code).toBe(errors.INVALID.exitCode);
});
