import { dataTextOf } from "@roster/contract/json";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { AddUserResult, errors } from "@roster/contract";
import { afterAll, describe, expect, test } from "vitest";
import { openFolder, run } from "../testing/run-cli.js";
import { parseOutput } from "../testing/parse-output.js";
import { openServer } from "../testing/server.js";

const server = await openServer();
afterAll(() => server[Symbol.asyncDispose]());

test("adds a user and shows it, one line per key of its data", async () => {
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
      "status:            active",
      'data.name:         "John Doe"',
      'data["post code"]: [8000,null]',
      "",
    ].join("\n"),
  );
  expect(code).toBe(0);
});

test("prints only the API's response, on one line, with --json", async () => {
  const args = ["users", "add", "as-json", "--data", '{"name":"A"}', "--json"];
  const { code, stdout, stderr } = await server.roster(...args);
  expect(stdout).toMatch(/^\{.*\}\n$/);
  const result = AddUserResult.parse(parseOutput(stdout));
  expect(result).toMatchObject({
    created: true,
    user: { id: "as-json", data: { value: { name: "A" } } },
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
});

test("stores an empty object without --data", async () => {
  const { stdout } = await server.roster("users", "add", "no-data");
  expect(stdout).toMatch(/^data: +\{\}$/m);
});

test("reports an existing id as CONFLICT, with a hint", async () => {
  await server.client.users.add("taken");
  const { code, stdout, stderr } = await server.roster("users", "add", "taken");
  expect({ code, stdout }).toEqual({ code: errors.CONFLICT.exitCode, stdout: "" });
  expect(stderr).toContain("Error: User taken already exists (CONFLICT)\n--get-or-create ");
});

test("--get-or-create returns the stored user unchanged, with a note", async () => {
  await server.client.users.add("kept", { n: 1 });
  const again = ["users", "add", "kept", "--data", '{"n":2}', "--get-or-create"];
  const forPeople = await server.roster(...again);
  expect(forPeople.stdout).toMatch(/^data\.n: +1$/m);
  expect(forPeople.stderr).toBe("User kept already exists; nothing was changed.\n");

  const { stdout } = await server.roster(...again, "--json");
  expect(JSON.parse(stdout)).toMatchObject({
    created: false,
    user: { data: { n: 1 }, version: 1 },
  });
});

describe("data", () => {
  const data =
    '{"name":"Zoë 😀","nested":{"a":[1,{"b":null}]},"__proto__":{"x":1},"empty":{},' +
    '"n":9223372036854775807,"one":1.0,"10":-0,"2":1e25}\n';

  test("is read from a file and stored losslessly", async () => {
    await using folder = await openFolder();
    await writeFile(join(folder.path, "user.json"), data);
    const env = { ROSTER_CONFIG: server.configFile };
    const added = await run(["users", "add", "from-file", "--data", "@user.json"], {
      env,
      folder: folder.path,
    });
    expect(added.code).toBe(0);
    const stored = await server.client.users.get("from-file");
    expect(dataTextOf(stored)).toBe(data.trim());
    expect(added.stdout).toMatch(/^data\.n: +9223372036854775807$/m);
    expect(added.stdout).toMatch(/^data\["10"\]: +-0$/m);
  });

  test("is read from standard input and stored losslessly", async () => {
    const env = { ROSTER_CONFIG: server.configFile };
    const args = ["users", "add", "from-stdin", "--data", "-", "--json"];
    const { stdout } = await run(args, { env, input: data });
    expect(stdout).toContain(`"data":${data.trim()}`);
  });

  test("cannot control the terminal: control characters are escaped", async () => {
    const tricky = { "\u009b2J": "\u001b[2J\u009b2J\u202e" };
    const args = ["users", "add", "tricky", "--data", JSON.stringify(tricky)];
    const { stdout } = await server.roster(...args);
    expect(stdout).toContain(String.raw`data["\u009b2J"]:`);
    expect(stdout).toContain(String.raw`"\u001b[2J\u009b2J\u202e"`);
    expect(await server.client.users.get("tricky")).toMatchObject({ data: tricky });
  });

  test("that exceeds the size limit is TOO_LARGE, with both sizes", async () => {
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
    ["a number out of range", '{"a":[{"b":1e400}]}', "data.a[0].b: the number 1e400 is out of"],
    ["a duplicate key", '{"a":1,"a":2}', "data.a: duplicate key"],
    ["U+0000", String.raw`{"a":"\u0000"}`, "data.a: must not contain U+0000"],
    ["a lone surrogate", String.raw`{"a":"\ud800"}`, "data.a: must not contain a lone surrogate"],
    ["an array", "[1]", "data: must be a JSON object"],
    ["null", "null", "data: must be a JSON object"],
    ["not JSON", "{name}", 'data: unexpected "n" at line 1, column 2'],
    ["an empty text", "", "data: unexpected end at line 1, column 1"],
    ["a missing file", "@nowhere.json", "data: nowhere.json cannot be read: ENOENT"],
  ] as const)("is rejected with its path: %s", async (_, rejected, message) => {
    const { code, stderr } = await server.roster("users", "add", "rejected", "--data", rejected);
    expect(stderr).toContain(`Error: ${message}`);
    expect(code).toBe(errors.INVALID.exitCode);
    await expect(server.client.users.get("rejected")).rejects.toThrow("There is no user rejected");
  });

  test("is rejected if it is not UTF-8", async () => {
    const { code, stderr } = await run(["users", "add", "latin1", "--data", "-"], {
      env: { ROSTER_CONFIG: server.configFile },
      input: Buffer.from('{"name":"Zoë"}', "latin1"),
    });
    expect(stderr).toContain("data: standard input is not UTF-8");
    expect(code).toBe(errors.INVALID.exitCode);
  });
});

test("rejects an invalid id", async () => {
  const { code, stderr } = await server.roster("users", "add", "john doe");
  expect(stderr).toContain("Error: id: must be 1 to 255 letters, digits, dashes or underscores");
  expect(code).toBe(errors.INVALID.exitCode);
});
