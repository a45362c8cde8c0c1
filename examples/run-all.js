// `node examples/run-all.js`: runs each example with its real SDK, twice, against a newly started server, and checks that
// the server keeps the JSON that the SDK sends token for token.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { languages } from "./languages.js";
import { startServer } from "./server.js";

/** The time limit of a step in milliseconds; a first build downloads the SDK. */
const STEP_LIMIT = 300_000;

const examples = fileURLToPath(new URL(".", import.meta.url));
const failed = [];
const skipped = [];
let passed = 0;

for (const language of languages) {
  const folder = mkdtempSync(join(tmpdir(), `roster-${language.name}-`));
  try {
    cpSync(join(examples, language.name), folder, { recursive: true });
    const reason = await check(language, folder);
    if (reason === undefined) passed += 1;
  } catch (error) {
    failed.push(language.name);
    console.error(`FAILED   ${language.name}: ${error.message}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (skipped.length > 0) console.error(`\nNOT RUN, so untested: ${skipped.join(", ")}`);
console.log(`\n${passed} passed, ${failed.length} failed, ${skipped.length} skipped`);
process.exitCode = failed.length > 0 || passed === 0 ? 1 : 0;

/** Runs an example and checks its output. Returns why it was skipped, or undefined if it passed. */
async function check(language, folder) {
  const missing = language.needs.find((program) => !isInstalled(program));
  if (missing !== undefined) return skip(language, `${missing} is not installed`);
  for (const step of language.install) {
    const { status, output } = run(step, folder, {});
    if (status !== 0) return skip(language, `its SDK could not be installed\n${indent(output)}`);
  }
  for (const step of language.build ?? []) {
    const { status, output } = run(step, folder, {});
    if (status !== 0) throw new Error(`it does not compile\n${indent(output)}`);
  }
  const record = join(folder, "exchanges.jsonl");
  const server = await startServer({ ...language, record });
  try {
    checkExample(language, folder, server);
    if (language.tokens) checkTokens(language, folder, { ...server, record });
    for (const program of language.checks ?? []) {
      expectOutput(run(program, folder, server.environment), []);
    }
  } finally {
    await server.stop();
  }
  console.log(`ran      ${language.name}`);
  return undefined;
}

function checkExample({ user: { id, name }, run: program }, folder, { environment }) {
  const got = `got ${id}: ${name}`;
  expectOutput(run(program, folder, environment), [`created ${id}`, got]);
  expectOutput(run(program, folder, environment), ["error: the user already exists", got]);
}

/** The server returns the tokens that the SDK sent, and the SDK reads them like its own. */
function checkTokens({ tokens }, folder, { recorded: environment, record }) {
  expectOutput(run(tokens("add"), folder, environment), []);
  const [added] = readExchanges(record);
  const body = join(folder, "body.json");
  writeFileSync(body, added.sent);
  expectOutput(run(tokens("read", body), folder, environment), []);
  const sent = writeTokens(added.sent).slice(0, -1);
  for (const { method, received } of readExchanges(record)) {
    if (writeTokens(received).startsWith(`${sent},"created_at":`)) continue;
    throw new Error(`sent ${added.sent}, but ${method} returned ${received}`);
  }
  console.log(`kept     ${sent}}`);
}

/** The tokens of a JSON text without whitespace: numbers as they are written, strings by their value. */
function writeTokens(json) {
  return json
    .match(/"(?:[^"\\]|\\.)*"|[^\s"[\]{}:,]+|[[\]{}:,]/g)
    .map((token) => (token.startsWith('"') ? JSON.stringify(JSON.parse(token)) : token))
    .join("");
}

function readExchanges(file) {
  const lines = readFileSync(file, "utf8").trim().split("\n");
  return lines.map((line) => JSON.parse(line));
}

function expectOutput({ status, stdout, output }, lines) {
  const printed = stdout.trim().split(/\r?\n/);
  if (status === 0 && printed.join("\n") === lines.join("\n")) return;
  throw new Error(
    `expected\n${indent(lines.join("\n"))}\nand got (exit ${status})\n${indent(output)}`,
  );
}

function skip(language, reason) {
  skipped.push(language.name);
  console.error(`NOT RUN  ${language.name}: ${reason}`);
  return reason;
}

function isInstalled(program) {
  return spawnSync(program, ["--version"], { stdio: "ignore" }).error === undefined;
}

function run([program, ...options], cwd, environment) {
  const { status, stdout, stderr, error } = spawnSync(program, options, {
    cwd,
    // Requests to this machine must not go through a proxy.
    env: { ...process.env, NO_PROXY: "localhost", no_proxy: "localhost", ...environment },
    encoding: "utf8",
    timeout: STEP_LIMIT,
  });
  const output = [stdout, stderr, error?.message].filter(Boolean).join("\n");
  return { status, stdout: stripVTControlCharacters(stdout ?? ""), output };
}

function indent(text) {
  return text.trim().replaceAll(/^/gm, "    ");
}
