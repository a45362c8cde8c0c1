import { afterAll, expect, test } from "vitest";
import { openWorkspace } from "../testing/workspace.js";
import { hasTerminals, runOnTerminal } from "../testing/terminal.js";
import { renderProgress } from "./progress-line.js";

const files = await openWorkspace();
afterAll(() => files[Symbol.asyncDispose]());

const input = { name: "users", chunks: (async function* () {})(), bytesRead: () => 25_000_000 };
const counter = {
  counts: { created: 2000, existing: 300, updated: 0, conflict: 40, invalid: 5 },
  add: () => {},
  total: () => 2345,
  rate: () => 234.5,
  seconds: () => 10,
};

test("shows progress, rate, remaining time and counts by status", () => {
  expect(renderProgress({ ...input, totalBytes: 100_000_000 }, counter)).toBe(
    "25%  2,345 users  235/s  30 s left  2,000 added, 300 existing, 45 rejected",
  );
  expect(renderProgress({ ...input, totalBytes: undefined }, counter)).toBe(
    "25 MB  2,345 users  235/s  2,000 added, 300 existing, 45 rejected",
  );
});

test.skipIf(!hasTerminals)("appears on a terminal and is cleared at the end", async () => {
  await files.write("users.ndjson", '{"id":"a"}\n{"id":"b"}\n');
  const { code, screen } = await runOnTerminal(`users import ${files.path("users.ndjson")}`, {
    env: { ROSTER_CONFIG: files.configFile },
  });
  expect(code).toBe(0);
  const [, drawn = "", after] = screen.split("\r\u001b[K");
  expect(drawn).toMatch(/^100% {2}2 users {2}.*2 added, 0 existing, 0 rejected$/);
  expect(after).toContain("2 users read in ");
});
