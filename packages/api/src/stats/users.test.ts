import { MAX_STATS_STEPS } from "@roster/contract";
import { describe, expect, test } from "vitest";
import { FIRST_APP_ID } from "../bootstrap.js";
import {
  adminActor,
  backends,
  openTestApi,
  rejectionOf,
  serverActor,
  userActor,
} from "../testing.js";

const second = 1_000_000n;
const start = 1_795_455_852_123_456n; // about 2026-11-23T18:24:12.123456Z: not a whole second
const at = (seconds: number, micros = 123456) =>
  new Date(Number(start / 1000n) + seconds * 1000)
    .toISOString()
    .replace(/\.\d+Z$/, `.${String(micros).padStart(6, "0")}Z`);

describe.each(backends)("stats.users on %s", (backend) => {
  test("counts the app's users by the step in which they were added, including empty steps", async () => {
    let now = start;
    await using api = await openTestApi(backend, { clock: () => now });
    const addAt = async (id: string, micros: bigint, appId = FIRST_APP_ID) => {
      now = start + micros;
      await api.as(serverActor(appId)).users.add({ id });
    };
    await addAt("before", -1n);
    await addAt("first", 0n);
    await addAt("still-first", 10n * second - 1n);
    await addAt("third", 20n * second);
    await addAt("elsewhere", 20n * second, "another");
    await addAt("removed", 21n * second);
    await addAt("last", 25n * second - 1n);
    await addAt("after", 25n * second);
    await api.server.users.remove({ id: "removed" });
    expect(await api.server.stats.users({ from: at(0), to: at(25), step: 10 })).toEqual({
      points: [
        { from: at(0), added: 2 },
        { from: at(10), added: 0 },
        { from: at(20), added: 2 },
      ],
      total: 6,
    });
  });

  test("is for the administrator and servers with read access, not for users", async () => {
    await using api = await openTestApi(backend);
    const input = { from: at(0), to: at(1), step: 1 };
    const admin = api.as(adminActor(FIRST_APP_ID));
    expect(await admin.stats.users(input)).toEqual({
      points: [{ from: at(0), added: 0 }],
      total: 0,
    });
    const user = api.as(userActor(FIRST_APP_ID, "a"));
    expect((await rejectionOf(user.stats.users(input))).code).toBe("FORBIDDEN");
    const writer = api.as({ ...serverActor(FIRST_APP_ID), actions: new Set(["write"]) });
    expect((await rejectionOf(writer.stats.users(input))).code).toBe("FORBIDDEN");
  });
});

test.each([
  ["that ends before it starts", { from: at(1), to: at(0), step: 1 }, "to"],
  ["that is empty", { from: at(0), to: at(0), step: 1 }, "to"],
  ["of too many steps", { from: at(0), to: at(MAX_STATS_STEPS + 1), step: 1 }, "step"],
  ["without steps", { from: at(0), to: at(1), step: 0 }, "step"],
  ["before 1970", { from: "1969-12-31T23:59:59.999999Z", to: at(0), step: 31_622_400 }, "from"],
])("stats.users rejects a period %s and reports the field", async (_name, input, field) => {
  await using api = await openTestApi("sqlite");
  expect(await rejectionOf(api.server.stats.users(input))).toMatchObject({
    code: "INVALID",
    details: { issues: [{ path: [field] }] },
  });
});

test("stats.users returns the maximum number of steps", async () => {
  await using api = await openTestApi("sqlite");
  const period = { from: at(0), to: at(MAX_STATS_STEPS), step: 1 };
  expect((await api.server.stats.users(period)).points).toHaveLength(MAX_STATS_STEPS);
});
