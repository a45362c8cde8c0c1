import { once } from "node:events";
import { text } from "node:stream/consumers";
import { errors, User, UserPage } from "@roster/contract";
import { afterAll, describe, expect, test } from "vitest";
import { start } from "../testing/roster.js";
import { openServer } from "../testing/run-cli.js";

const server = await openServer();
afterAll(() => server[Symbol.asyncDispose]());

/** More than two requests of --all, and more text than a pipe holds. */
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
    .map((line) => User.parse(JSON.parse(line)).id);

test("users are listed in an aligned table, which is not cut where there is no terminal", async () => {
  const args = ["users", "list", "--sort", "id", "--limit", "2"];
  const { code, stdout } = await server.roster(...args);
  expect(code).toBe(0);
  const [titles, ...rows] = stdout.trimEnd().split("\n");
  expect(titles).toBe("ID     CREATED (UTC)     DATA");
  expect(rows.map((row) => row.replace(/\d{4}-\d\d-\d\d \d\d:\d\d/, "<time>"))).toEqual([
    `u0000  <time>  {"text":"${"u0000".repeat(20)}"}`,
    `u0001  <time>  {"text":"${"u0001".repeat(20)}"}`,
  ]);
});

test("with --json a page is one JSON document, whose cursor leads to the next", async () => {
  const list = ["users", "list", "--json", "--sort", "id", "--limit", "3"];
  const first = UserPage.parse(JSON.parse((await server.roster(...list)).stdout));
  const cursor = String(first.nextCursor);
  const second = await server.roster(...list, "--cursor", cursor);
  const all = [...first.users, ...UserPage.parse(JSON.parse(second.stdout)).users];
  expect(all.map(({ id }) => id)).toEqual(ids.slice(0, 6));
  expect(second.stderr).toBe("");
});

test("the newest come first, 100 at a time, and people are told how to see more", async () => {
  const { stdout, stderr } = await server.roster("users", "list");
  expect(stdout.trimEnd().split("\n")).toHaveLength(101);
  const [, cursor = ""] = /--cursor (\S+) /.exec(stderr) ?? [];
  const next = await server.roster("users", "list", "--cursor", cursor, "--limit", "1", "--json");
  expect(JSON.parse(next.stdout)).toMatchObject({ users: [{ id: expect.stringMatching(/^u1/) }] });
});

test("--all lists every user once: for people a table, with --json NDJSON", async () => {
  const forPeople = await server.roster("users", "list", "--all", "--sort", "id");
  const rows = forPeople.stdout.trimEnd().split("\n").slice(1);
  expect(rows.map((row) => row.split(" ")[0])).toEqual(ids);

  const { stdout } = await server.roster("users", "list", "--all", "--sort", "id", "--json");
  expect(idsIn(stdout)).toEqual(ids);
});

test("--all goes on from a cursor", async () => {
  const list = ["users", "list", "--json", "--sort", "id"];
  const page = await server.roster(...list, "--limit", "1000");
  const { nextCursor } = UserPage.parse(JSON.parse(page.stdout));
  const { stdout } = await server.roster(...list, "--all", "--cursor", String(nextCursor));
  expect(idsIn(stdout)).toEqual(ids.slice(1000));
});

test("whoever stops reading, like head, ends it quietly", async () => {
  const child = start(["users", "list", "--all", "--json"], {
    env: { ROSTER_CONFIG: server.configFile },
  });
  await once(child.stdout, "readable");
  child.stdout.destroy();
  const [stderr, exit] = await Promise.all([text(child.stderr), once(child, "exit")]);
  expect({ stderr, exit }).toEqual({ stderr: "", exit: [0, null] });
});

test("--sort, --search, --select and --count say which users, and how much of them", async () => {
  const search = ["users", "list", "--search", "U000", "--sort", "-data.text,id", "--limit", "2"];
  const { stdout, stderr } = await server.roster(...search, "--select", "data.no", "--count");
  const [, ...rows] = stdout.trimEnd().split("\n");
  expect(rows.map((row) => [row.slice(0, 5), row.slice(-2)])).toEqual([
    ["u0009", "{}"],
    ["u0008", "{}"],
  ]);
  expect(stderr).toContain("10 users in all.");
  const page = await server.roster("users", "list", "--count", "capped", "--limit", "1", "--json");
  expect(JSON.parse(page.stdout)).toMatchObject({ total: { value: COUNT, isExact: true } });
});

test("--where says which users, and goes with a cursor, --count and --all", async () => {
  const where =
    'id in (u0000, u0001, u0002) and not data.text startswith "u0001" and created > 2020-01-01';
  const list = ["users", "list", "--where", where, "--sort", "id", "--json"];
  const first = await server.roster(...list, "--limit", "1", "--count");
  const page = UserPage.parse(JSON.parse(first.stdout));
  expect(page).toMatchObject({ users: [{ id: "u0000" }], total: { value: 2 } });
  const second = await server.roster(...list, "--cursor", String(page.nextCursor));
  expect(JSON.parse(second.stdout)).toMatchObject({ users: [{ id: "u0002" }] });
  expect(idsIn((await server.roster(...list, "--all")).stdout)).toEqual(["u0000", "u0002"]);
});

test("a wrong --where is INVALID, with a caret under the place; with --json as an issue", async () => {
  const list = ["users", "list", "--where", "id = a and\nname = 1"];
  const { code, stderr } = await server.roster(...list);
  expect(stderr.split("\n").slice(0, 3)).toEqual([
    expect.stringContaining("Error: where: line 2, column 1: name is no path; write id,"),
    "  name = 1",
    "  ^",
  ]);
  expect(code).toBe(errors.INVALID.exitCode);
  const { error } = JSON.parse((await server.roster(...list, "--json")).stderr);
  expect(error).toMatchObject({
    data: { code: "INVALID", details: { issues: [{ path: ["where"] }] } },
    message: expect.stringContaining("where: line 2, column 1: name is no path"),
  });
});

describe("an app without users", () => {
  test("is an empty table for people, who are told so", async () => {
    await using empty = await openServer();
    const { code, stdout, stderr } = await empty.roster("users", "list");
    expect(stdout).toBe("ID  CREATED (UTC)  DATA\n");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "No users.\n" });
    expect((await empty.roster("users", "list", "--json")).stdout).toBe(
      '{"users":[],"nextCursor":null,"previousCursor":null}\n',
    );
    expect((await empty.roster("users", "list", "--all", "--json")).stdout).toBe("");
  });
});

test.each([
  ["a limit that is no whole number", ["--limit", "ten"], "It must be a whole number."],
  ["a limit over the API's", ["--limit", "1001"], "limit: Too big"],
  ["a sort by what there is not", ["--sort", "id,oldest"], '"oldest" is no path'],
  ["an empty filter", ["--where", ""], "where: line 1, column 1: expected not, a path"],
  ["a count that there is not", ["--count", "some"], "Allowed choices are exact, capped."],
  ["--limit with --all", ["--limit", "5", "--all"], "cannot be used with option '--all'"],
  ["a cursor that is none", ["--cursor", "x"], "cursor: is not a cursor of this API"],
] as const)("is refused: %s", async (_, args, message) => {
  const { code, stderr } = await server.roster("users", "list", ...args);
  expect(stderr).toContain(message);
  expect(code).toBe(errors.INVALID.exitCode);
});
