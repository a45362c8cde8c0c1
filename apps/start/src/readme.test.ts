import { execFile, fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";

const repository = fileURLToPath(new URL("../../../", import.meta.url));
const readme = readFileSync(join(repository, "README.md"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "roster-readme-"));
const run = promisify(execFile);

/** The README's code blocks in a language, in order. */
const blocks = (language: string) =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\``, "gm"))].map(
    ([, code = ""]) => code,
  );

/** The anchors of a page's headings. */
const anchors = (page: string) =>
  [...page.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w -]/g, "")
      .replaceAll(" ", "-"),
  );

let server: ReturnType<typeof fork>;
let credentials: { url: string; apiKey: string; apiSecret: string };

beforeAll(async () => {
  server = fork(join(repository, "apps/server/dist/main.js"), {
    env: { PATH: process.env["PATH"], PORT: "0", ROSTER_DATA_DIR: join(folder, ".data") },
    execArgv: [],
  });
  await once(server, "message");
  credentials = JSON.parse(readFileSync(join(folder, ".data/roster.json"), "utf8")) as never;
});

afterAll(async () => {
  server.kill("SIGTERM");
  await once(server, "exit");
  rmSync(folder, { recursive: true });
});

test("the README's program runs unchanged and prints the output shown in its comments", async () => {
  const [program = ""] = blocks("ts");
  const { url, apiKey, apiSecret } = credentials;
  const client = pathToFileURL(join(repository, "packages/client/dist/index.js")).href;
  const file = join(folder, "program.mjs");
  const settings = `const apiKey = "${apiKey}", apiSecret = "${apiSecret}";\n`;
  const code = program.replace('"@roster/client"', `"${client}"`);
  expect(code).toContain('"http://localhost:8000"');
  writeFileSync(file, settings + code.replace("http://localhost:8000", url));

  const { stdout } = await run(process.execPath, [file]);
  const promised = [...program.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map(
    ([, text]) => text,
  );
  const lines = stdout.trimEnd().split("\n");
  expect(lines.slice(0, promised.length)).toEqual(promised);
  expect(lines.at(-1)).toBe("john-doe { name: 'John Doe', city: 'Utrecht' }");
});

test("the README's command lines run unchanged and find the server's credentials", async () => {
  const commands = blocks("sh")
    .flatMap((block) => block.split("\n"))
    .filter((line) => line.includes(" roster "));
  expect(commands.length).toBeGreaterThan(2);
  const cli = `"${process.execPath}" "${join(repository, "apps/cli/dist/main.js")}"`;
  for (const command of commands) {
    const line = command.replace("npx -y pnpm@10 -s roster", cli);
    const { stdout } = await run("sh", ["-c", line], { cwd: folder });
    expect(stdout).toContain("jane-doe");
  }
});

test("the README's first commands are scripts of the repository, and its links resolve", () => {
  const { scripts } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  for (const [, script = ""] of readme.matchAll(/npx -y pnpm@10 (?:-s )?([a-z:]+)/g)) {
    expect(Object.keys(scripts)).toContain(script);
  }
  for (const [, link = ""] of readme.matchAll(/\]\((?!http)([^)]+)\)/g)) {
    const [path = "", section] = link.split("#");
    const file = join(repository, path);
    expect(existsSync(file), link).toBe(true);
    const isFound = section === undefined || anchors(readFileSync(file, "utf8")).includes(section);
    expect(isFound, link).toBe(true);
  }
});
