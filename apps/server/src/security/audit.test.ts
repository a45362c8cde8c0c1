import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const audit = new URL("../../../../ops/audit.js", import.meta.url).href;
const program = `import { checkAudit } from ${JSON.stringify(audit)}; console.log(JSON.stringify(checkAudit()))`;

const advisory = {
  module_name: "zod",
  severity: "high",
  title: "A vulnerability",
  url: "https://x.example/1",
};
const metadata = { vulnerabilities: { high: 1 }, dependencies: 1, totalDependencies: 1 };

/** The output and findings of the dependency check if the registry sends this response. */
async function auditBy(status: number, answer: unknown) {
  const registry = createServer((request, response) => {
    request.resume().once("end", () => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(answer));
    });
  });
  await once(registry.listen(0, "127.0.0.1"), "listening");
  const address = registry.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const env = { ...process.env, AUDIT_REGISTRY: `http://127.0.0.1:${port}/` };
  const args = ["--input-type=module", "--eval", program];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env });
  registry.close();
  const lines = stdout.trim().split("\n");
  const found: unknown = JSON.parse(lines.at(-1) ?? "");
  return { printed: lines.slice(0, -1).join("\n"), found };
}

test("a known vulnerability in a shipped package fails the dependency check", async () => {
  const { printed, found } = await auditBy(200, { advisories: { 1: advisory }, metadata });
  expect(found).toEqual(["zod: high: A vulnerability (https://x.example/1)"]);
  expect(printed).toBe("");
});

test("passes without known vulnerabilities", async () => {
  expect(await auditBy(200, { advisories: {}, metadata })).toEqual({ printed: "", found: [] });
});

test("reports a registry that does not support audits", async () => {
  const { printed, found } = await auditBy(405, {});
  expect(printed).toContain("NOT CHECKED: known vulnerabilities");
  expect(printed).toContain("405");
  expect(found).toEqual([]);
});
