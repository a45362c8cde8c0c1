import { errors } from "@roster/contract";
import { afterAll, expect, test } from "vitest";
import { openServer } from "../testing/server.js";

const server = await openServer();
afterAll(() => server[Symbol.asyncDispose]());

test("shows the calls of the last hour, per step and in total", async () => {
  const { code, stdout } = await server.roster("stats", "usage");
  expect(code).toBe(0);
  const lines = stdout.trimEnd().split("\n");
  expect(lines).toHaveLength(14);
  expect(lines[0]).toMatch(/^FROM +ADDS +READS +UPDATES +REMOVALS +OTHERS +ERRORS +P50 +P95 +P99$/);
  expect(lines.at(-1)).toMatch(/^total +\d+ +\d+/);
});

test("prints the same as JSON, in steps of a chosen length", async () => {
  const { stdout } = await server.roster(
    "stats",
    "usage",
    "--last",
    "10m",
    "--step",
    "2m",
    "--json",
  );
  const { points, total } = JSON.parse(stdout);
  expect(points).toHaveLength(5);
  expect(total).toMatchObject({ errors: {} });
});

test("rejects a step that is not whole minutes, with the reason", async () => {
  const { code, stderr } = await server.roster("stats", "usage", "--step", "90s");
  expect(code).toBe(errors.INVALID.exitCode);
  expect(stderr).toContain("whole minutes");
});
