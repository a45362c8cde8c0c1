import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { errors } from "@roster/contract";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { openFolder, run } from "../testing/run-cli.js";

const Setting = z.object({ value: z.string().optional(), source: z.string() });
const Shown = z.object({
  configFile: z.string().nullable(),
  url: Setting,
  apiKey: Setting,
  apiSecret: Setting,
});

/** Creates a home folder with these files. */
async function openHome(files: Record<string, object> = {}) {
  const home = await openFolder();
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(home.path, path)), { recursive: true });
    await writeFile(join(home.path, path), JSON.stringify(content), { mode: 0o600 });
  }
  return {
    ...home,
    /** Runs `roster config show --json`. */
    async show(
      args: string[] = [],
      { env = {}, at = "." }: { env?: Record<string, string>; at?: string } = {},
    ) {
      const folder = join(home.path, at);
      await mkdir(folder, { recursive: true });
      const { stdout } = await run(["config", "show", "--json", ...args], {
        folder,
        env: { HOME: home.path, ...env },
      });
      return Shown.parse(JSON.parse(stdout));
    },
  };
}

const config = (name: string) => ({
  url: `http://${name}`,
  apiKey: `${name}-key`,
  apiSecret: `${name}-secret`,
});

describe("each setting is read", () => {
  test("from its flag, then the environment, then the config file", async () => {
    await using home = await openHome({ "roster.json": config("file") });
    expect(
      await home.show(["--url", "http://flag"], {
        env: { ROSTER_URL: "http://env", ROSTER_API_KEY: "env-key" },
      }),
    ).toMatchObject({
      configFile: "roster.json",
      url: { value: "http://flag", source: "--url" },
      apiKey: { value: "env-key", source: "ROSTER_API_KEY" },
      apiSecret: { source: "roster.json" },
    });
    expect(await home.show(["--api-key", "flag-key", "--api-secret", "flag-secret"])).toMatchObject(
      {
        url: { value: "http://file", source: "roster.json" },
        apiKey: { value: "flag-key", source: "--api-key" },
        apiSecret: { source: "--api-secret" },
      },
    );
  });

  test("as its default if it is not set; an empty variable counts as unset", async () => {
    await using home = await openHome();
    expect(await home.show([], { env: { ROSTER_URL: "", ROSTER_API_KEY: "" } })).toEqual({
      configFile: null,
      url: { value: "http://localhost:8000", source: "default" },
      apiKey: { source: "not set" },
      apiSecret: { source: "not set" },
    });
  });
});

describe("the config file is", () => {
  const files = {
    "named.json": config("named"),
    "other.json": config("other"),
    ".config/roster/config.json": config("account"),
    "app/.data/roster.json": config("server"),
    "app/near/roster.json": config("near"),
    "app/near/.data/roster.json": config("near-server"),
  };

  test.each([
    [
      "the one named by --config",
      ["--config", "../../named.json"],
      { ROSTER_CONFIG: "../../other.json" },
      "app/near",
      "named",
    ],
    [
      "otherwise the one named by ROSTER_CONFIG",
      [],
      { ROSTER_CONFIG: "../../other.json" },
      "app/near",
      "other",
    ],
    ["otherwise roster.json in the folder", [], {}, "app/near", "near"],
    [
      "otherwise the nearest one in a parent folder, including a server's",
      [],
      {},
      "app/far/farther",
      "server",
    ],
    ["otherwise the account's own", [], {}, "elsewhere", "account"],
  ])("%s", async (_, args, env, at, name) => {
    await using home = await openHome(files);
    expect(await home.show(args, { env, at })).toMatchObject({ apiKey: { value: `${name}-key` } });
  });

  test("searched for in XDG_CONFIG_HOME if it is set", async () => {
    await using home = await openHome({ ...files, "xdg/roster/config.json": config("xdg") });
    const env = { XDG_CONFIG_HOME: join(home.path, "xdg") };
    expect(await home.show([], { env, at: "elsewhere" })).toMatchObject({
      apiKey: { value: "xdg-key", source: join(home.path, "xdg/roster/config.json") },
    });
  });

  test.each([
    ["not JSON", "{", "Invalid JSON"],
    ["with an unknown key", '{"apikey":"x"}', 'Unrecognized key: "apikey"'],
    [
      "with a key that would control the terminal",
      String.raw`{"\u001b[2J":1}`,
      String.raw`"\u001b[2J"`,
    ],
    ["with a value that is not a string", '{"url":8000}', "url Invalid input"],
  ])("rejected with its name: %s", async (_, content, reason) => {
    await using home = await openHome();
    await writeFile(join(home.path, "roster.json"), content);
    const { code, stderr } = await run(["config", "show"], { folder: home.path });
    expect(code).toBe(errors.INVALID.exitCode);
    expect(stderr).toContain(`${join(home.path, "roster.json")} is not a Roster config file (`);
    expect(stderr).toContain(reason);
  });

  test("rejected if it is named but missing", async () => {
    const { code, stderr } = await run(["config", "show", "--config", "nowhere.json"]);
    expect(stderr).toContain("The config file nowhere.json cannot be read: ENOENT");
    expect(code).toBe(errors.INVALID.exitCode);
  });

  test("reported in a warning if other accounts can read the secret in it", async () => {
    await using home = await openHome();
    const path = join(home.path, "roster.json");
    await writeFile(path, JSON.stringify(config("open")), { mode: 0o644 });
    const { code, stderr } = await run(["config", "show"], { folder: home.path });
    expect(stderr).toMatch(/^Warning: roster\.json contains a secret .*chmod 600 roster\.json\n$/);
    expect(code).toBe(0);
  });
});

test("config show prints a table without the secret", async () => {
  await using home = await openHome({
    "roster.json": { ...config("x"), apiSecret: "0123456789abcdefWXYZ" },
  });
  const { stdout, stderr } = await run(["config", "show"], { folder: home.path });
  expect(stdout).toBe(
    [
      "SETTING    VALUE     FROM",
      "url        http://x  roster.json",
      "apiKey     x-key     roster.json",
      "apiSecret  …WXYZ     roster.json",
      "",
    ].join("\n"),
  );
  expect(stderr).toBe("");
});

describe("missing credentials", () => {
  test("are UNAUTHENTICATED, with the places that were searched and what to do", async () => {
    await using home = await openHome();
    const { code, stderr } = await run(["users", "list"], {
      folder: home.path,
      env: { HOME: home.path },
    });
    expect(code).toBe(errors.UNAUTHENTICATED.exitCode);
    expect(stderr).toContain("Error: Missing API key and API secret. Searched: (UNAUTHENTICATED)");
    for (const place of [
      "--api-key and --api-secret",
      "ROSTER_API_KEY and ROSTER_API_SECRET",
      ".data/roster.json",
      ".config/roster/config.json",
    ]) {
      expect(stderr).toContain(place);
    }
  });

  test("are named one by one, with the file that lacks them", async () => {
    await using home = await openHome({ "roster.json": { apiKey: "key" } });
    const { stderr } = await run(["users", "list"], { folder: home.path });
    expect(stderr).toContain("Missing API secret.");
    expect(stderr).toContain("roster.json: found, but without apiSecret");
  });
});

test("rejects an invalid URL, naming its source", async () => {
  await using home = await openHome({ "roster.json": config("x") });
  const { code, stderr } = await run(["users", "list", "--url", "localhost:8000"], {
    folder: home.path,
  });
  expect(stderr).toContain(
    '"localhost:8000" (--url) is not a valid URL; use one like http://localhost:8000',
  );
  expect(code).toBe(errors.INVALID.exitCode);
});
