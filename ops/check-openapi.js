// `node ops/check-openapi.js`: sends a newly started server what its OpenAPI document allows and forbids, and compares
// the responses with the document. SCHEMATHESIS_EXAMPLES requests per operation are generated from SCHEMATHESIS_SEED.
import { execFileSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startServer } from "../examples/server.js";

const { SCHEMATHESIS_EXAMPLES = "60", SCHEMATHESIS_SEED = "1" } = process.env;

const folder = mkdtempSync(join(tmpdir(), "roster-openapi-"));
const environment = join(folder, "venv");
const run = (program, options, env = {}) =>
  execFileSync(program, options, {
    cwd: folder,
    stdio: "inherit",
    // Requests to this machine must not go through a proxy.
    env: { ...process.env, NO_PROXY: "localhost", no_proxy: "localhost", ...env },
  });

try {
  run("python3", ["-m", "venv", environment]);
  const requirements = join(import.meta.dirname, "schemathesis.txt");
  run(join(environment, "bin", "pip"), ["install", "--quiet", "--no-deps", "-r", requirements]);
  await check();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function check() {
  const server = await startServer();
  const { ROSTER_URL, ROSTER_API_SECRET } = server.environment;
  const options = [
    ["--config-file", join(import.meta.dirname, "schemathesis.toml")],
    ["run", `${ROSTER_URL}/api/openapi.json`],
    ["--max-examples", SCHEMATHESIS_EXAMPLES],
    ["--seed", SCHEMATHESIS_SEED],
  ];
  try {
    run(join(environment, "bin", "schemathesis"), options.flat(), {
      ...server.environment,
      ROSTER_TOKEN: signToken(ROSTER_API_SECRET),
    });
  } catch ({ status, message }) {
    console.error(`Schemathesis failed: ${message}`);
    process.exitCode = status ?? 1;
  } finally {
    await server.stop();
  }
}

/** A JWT as the SDKs create it. */
function signToken(secret) {
  const parts = [
    { alg: "HS256", typ: "JWT" },
    { resource: "*", action: "*", feed_id: "*" },
  ];
  const text = parts.map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"));
  const signature = createHmac("sha256", secret).update(text.join(".")).digest("base64url");
  return `${text.join(".")}.${signature}`;
}
