import { afterAll, expect, test } from "vitest";
import { openFiles } from "../testing/files.js";
import { hasTerminals, runOnTerminal } from "../testing/terminal.js";
import { progressText } from "./progress.js";

const files = await openFiles();
afterAll(() => files[Symbol.asyncDispose]());

const input = { name: "users", chunks: (async function* () {})(), bytesRead: () => 25_000_000 };
const tally = {
  counts: { created: 2000, existing: 300, updated: 0, conflict: 40, invalid: 5 },
  add: () => {},
  total: () => 2345,
  rate: () => 234.5,
  seconds: () => 10,
};

test("tells how far it is, how fast, how long it takes still, and what came of it", () => {
  expect(progressText({ ...input, totalBytes: 100_000_000 }, tally)).toBe(
    "25%  2,345 users  235/s  30 s left  2,000 added, 300 there, 45 refused",
  );
  expect(progressText({ ...input, totalBytes: undefined }, tally)).toBe(
    "25 MB  2,345 users  235/s  2,000 added, 300 there, 45 refused",
  );
});

test.skipIf(!hasTerminals)("stands on a terminal, and is gone at the end", async () => {
  await files.write("users.ndjson", '{"id":"a"}\n{"id":"b"}\n');
  const { code, screen } = await runOnTerminal(`users import ${files.path("users.ndjson")}`, {
    env: { ROSTER_CONFIG: files.configFile },
  });
  expect(code).toBe(0);
  const [, drawn = "", after] = screen.split("\r\u001b[K");
  expect(drawn).toMatch(/^100% {2}2 users {2}.*2 added, 0 there, 0 refused$/);
  expect(after).toContain("2 users read in ");
});
