import { errors } from "@roster/contract";
import { afterAll, expect, test } from "vitest";
import { openServer } from "../testing/server.js";

const server = await openServer();
await server.allowAll();
afterAll(() => server[Symbol.asyncDispose]());

test("rejects an unknown type and an invalid time", async () => {
  const type = await server.roster("audit", "--types", "user.updated,nothing");
  expect(type.code).toBe(errors.INVALID.exitCode);
  expect(type.stderr).toContain('"nothing" is not a type');
  const time = await server.roster("audit", "--from", "yesterday");
  expect(time.stderr).toContain("must be a date");
});
