import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { AddUserResult, errors } from "@roster/contract";
import { afterAll, describe, expect, test } from "vitest";
import { openFolder, run } from "../testing/roster.js";
import { openServer } from "../testing/run-cli.js";

const server = await openServer();
afterAll(() => server[Symbol.asyncDispose]());

test("a user is added and shown, a line for each key of its data", async () => {
  const args = [
    "users",
    "add",
    "john-doe",
    "--data",
    '{"name":"John Doe","post code":[8000,null]}',
  ];
  const { code, stdout, stderr } = await server.roster(...args);
  expect(stderr).toBe("Added john-doe.\n");
  expect(stdout.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "<time>")).toBe(
    [
      "id:                john-doe",
      "version:           1",
      "created:           <time>",
      "updated:           <time>",
      'data.name:         "John Doe"',
      'data["post code"]: [8000,null]',
      "",
    ].join("\n"),
  );
  expect(code).toBe(0);
});

test("with --json the answer is the API's own, on one line, and nothing else is said", async () => {
  const args = ["users", "add", "as-json", "--data", '{"name":"A"}', "--json"];
  const { code, stdout, stderr } = await server.roster(...args);
  expect(stdout).toMatch(/^\{.*\}\n$/);
  const result = AddUserResult.parse(JSON.parse(stdout));
  expect(result).toMatchObject({ created: true, user: { id: "as-json", data: { name: "A" } } });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
});

test("without --data the data is an empty object", async () => {
  const { stdout } = await server.roster("users", "add", "no-data");
  expect(stdout).toMatch(/^data: +\{\}$/m);
});

test("an id that exists is CONFLICT, with a hint at what to do", async () => {
  await server.client.users.add("taken");
  const { code, stdout, stderr } = await server.roster("users", "add", "taken");
  expect({ code, stdout }).toEqual({ code: errors.CONFLICT.exitCode, stdout: "" });
  expect(stderr).toContain("Error: User taken exists already (CONFLICT)\n--get-or-create ");
});

test("--get-or-create returns the stored user, unchanged, and says so", async () => {
  await server.client.users.add("kept", { n: 1 });
  const again = ["users", "add", "kept", "--data", '{"n":2}', "--get-or-create"];
  const forPeople = await server.roster(...again);
  expect(forPeople.stdout).toMatch(/^data\.n: +1$/m);
  expect(forPeople.stderr).toBe("kept was there already; nothing was changed.\n");

  const { stdout } = await server.roster(...again, "--json");
  expect(JSON.parse(stdout)).toMatchObject({
    created: false,
    user: { data: { n: 1 }, version: 1 },
  });
});

describe("data", () => {
  const data = '{"name":"Zoë 😀","nested":{"a":[1,{"b":null}]},"__proto__":{"x":1},"empty":{}}\n';

  test("is read from a file, and kept value for value", async () => {
    await using folder = await openFolder();
    await writeFile(join(folder.path, "user.json"), data);
    const env = { ROSTER_CONFIG: server.configFile };
    const added = await run(["users", "add", "from-file", "--data", "@user.json"], {
      env,
      folder: folder.path,
    });
    expect(added.code).toBe(0);
    const stored = await server.client.users.get("from-file");
    expect(JSON.stringify(stored.data)).toBe(data.trim());
  });

  test("is read from standard input, and kept value for value", async () => {
    const env = { ROSTER_CONFIG: server.configFile };
    const args = ["users", "add", "from-stdin", "--data", "-", "--json"];
    const { stdout } = await run(args, { env, input: data });
    expect(stdout).toContain(`"data":${data.trim()}`);
  });

  test("that cannot steer the terminal: its control characters are shown as escapes", async () => {
    const tricky = { "\u009b2J": "\u001b[2J\u009b2J\u202e" };
    const args = ["users", "add", "tricky", "--data", JSON.stringify(tricky)];
    const { stdout } = await server.roster(...args);
    expect(stdout).toContain(String.raw`data["\u009b2J"]:`);
    expect(stdout).toContain(String.raw`"\u001b[2J\u009b2J\u202e"`);
    expect(await server.client.users.get("tricky")).toMatchObject({ data: tricky });
  });

  test("over the size limit is TOO_LARGE with both sizes", async () => {
    const { code, stderr } = await run(["users", "add", "large", "--data", "-", "--json"], {
      env: { ROSTER_CONFIG: server.configFile },
      input: JSON.stringify({ text: "x".repeat(65_536) }),
    });
    expect(code).toBe(errors.TOO_LARGE.exitCode);
    expect(JSON.parse(stderr)).toMatchObject({
      error: { data: { code: "TOO_LARGE", details: { limitBytes: 65_536, actualBytes: 65_547 } } },
    });
  });

  test.each([
    [
      "a number that JavaScript would round",
      '{"a":[{"b":1234567890123456789}]}',
      "data.a[0].b: the number 1234567890123456789 would",
    ],
    ["a key given twice", '{"a":1,"a":2}', "data.a: this key is given twice"],
    ["U+0000", String.raw`{"a":"\u0000"}`, "data.a: U+0000 cannot be stored"],
    ["a lone surrogate", String.raw`{"a":"\ud800"}`, "data.a: a lone surrogate"],
    ["an array", "[1]", "data: must be a JSON object"],
    ["null", "null", "data: must be a JSON object"],
    ["no JSON", "{name}", "data: Expected property name"],
    ["nothing", "", "data: Unexpected end of JSON input"],
    ["a file that is not there", "@nowhere.json", "data: nowhere.json cannot be read: ENOENT"],
  ] as const)("is refused by its place: %s", async (_, refused, message) => {
    const { code, stderr } = await server.roster("users", "add", "refused", "--data", refused);
    expect(stderr).toContain(`Error: ${message}`);
    expect(code).toBe(errors.INVALID.exitCode);
    await expect(server.client.users.get("refused")).rejects.toThrow("There is no user refused");
  });

  test("is refused where it is not UTF-8, which would be changed in reading", async () => {
    const { code, stderr } = await run(["users", "add", "latin1", "--data", "-"], {
      env: { ROSTER_CONFIG: server.configFile },
      input: Buffer.from('{"name":"Zoë"}', "latin1"),
    });
    expect(stderr).toContain("data: standard input is not UTF-8");
    expect(code).toBe(errors.INVALID.exitCode);
  });
});

test("an id that cannot be one is INVALID", async () => {
  const { code, stderr } = await server.roster("users", "add", "john doe");
  expect(stderr).toContain("Error: id: must be 1 to 255 letters, digits, dashes or underscores");
  expect(code).toBe(errors.INVALID.exitCode);
});
