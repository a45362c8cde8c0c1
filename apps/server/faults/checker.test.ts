import { describe, expect, test } from "vitest";
import { backends, findLogProblems, openRawDatabase } from "@roster/db/testing";
import { RaceRecord } from "./race-record.js";
import { openFaultFixture } from "./fault-fixture.js";
import { Workload } from "./workload.js";
import type { Operation } from "./reference-model.js";
import { createRandom } from "./random.js";
import { compareAll } from "./rounds.js";
import { UserRecord } from "./user-record.js";

const add: Operation = { kind: "add", data: { n: 1 }, getOrCreate: false };
const update: Operation = { kind: "update", data: { n: 2 } };
const remove: Operation = { kind: "remove" };
const first = { data: '{"n":1}', version: 1 };
const second = { data: '{"n":2}', version: 2 };

function recordOf(...answered: readonly [Operation, object][]): UserRecord {
  const record = new UserRecord("a");
  for (const [index, [operation, user]] of answered.entries()) {
    const created = operation.kind === "add" ? { created: true } : {};
    const answer = { code: "OK", ...created, user: user as typeof first };
    expect(record.recordResponse(operation, answer, String(index))).toBeUndefined();
  }
  return record;
}

describe("the checker of one user", () => {
  test("accepts what was acknowledged", () => {
    expect(recordOf([add, first]).compare(first)).toBeUndefined();
    expect(recordOf([add, first], [update, second]).compare(second)).toBeUndefined();
  });

  test.each([
    ["a lost user", null, "is lost"],
    ["a lost change", first, "change is lost"],
    ["a change applied twice", { ...second, version: 3 }, "twice, or a version was skipped"],
    ["another's data", { ...second, data: "{}" }, "none of its possible states"],
  ])("finds %s", (_, found, problem) => {
    expect(recordOf([add, first], [update, second]).compare(found)).toContain(problem);
  });

  test("accepts a call without a response as applied or not, but only once and completely", () => {
    for (const found of [first, second]) {
      const record = recordOf([add, first]);
      record.recordNoResponse(update);
      expect(record.compare(found)).toBeUndefined();
    }
    const record = recordOf([add, first]);
    record.recordNoResponse(update);
    expect(record.compare({ ...second, version: 3 })).toContain("twice");
  });

  test("finds a retry that was applied again, and one with a different response", () => {
    const patch: Operation = { kind: "patch", data: { m: 1 }, key: "k" };
    const patched = { data: '{"n":1,"m":1}', version: 2 };
    const record = recordOf([add, first]);
    record.recordNoResponse(patch);
    const twice = { code: "OK", user: { ...patched, version: 3 } };
    expect(record.recordResponse(patch, twice)).toContain("matches none");
    expect(record.recordResponse(patch, { code: "OK", user: patched }, "9")).toBeUndefined();
    expect(record.compare({ ...patched, version: 3 })).toContain("twice");
  });

  test("finds a timestamp that does not advance", () => {
    const record = recordOf([add, first]);
    expect(record.recordResponse(update, { code: "OK", user: second }, "0")).toContain(
      "not after 0",
    );
  });

  test.each([
    ["acknowledged", (record: UserRecord) => record.recordResponse(remove, { code: "OK" })],
    ["not acknowledged", (record: UserRecord) => record.recordNoResponse(remove)],
  ])("accepts an earlier timestamp after a removal that was %s", (_, removed) => {
    const record = recordOf([add, first], [update, second]);
    removed(record);
    record.recordNoResponse(add);
    expect(record.recordResponse(update, { code: "OK", user: second }, "0")).toBeUndefined();
  });
});

test("finds two callers that both created one user, and data of another caller", () => {
  const race = new RaceRecord("c");
  const won = {
    response: { code: "OK", created: true, user: first },
    createdAt: "1",
    updatedAt: "1",
  };
  expect(race.recordResponse(won)).toBeUndefined();
  expect(race.compare(first)).toBeUndefined();
  expect(race.compare(second)).toContain("found");
  expect(race.recordResponse(won)).toContain("two callers");
});

const corruptions = [
  ["UPDATE users SET version = version + 1 WHERE id = ?", "twice"],
  ["UPDATE users SET version = version - 1 WHERE id = ?", "change is lost"],
  ["UPDATE users SET data = '{\"x\":1}' WHERE id = ?", "none of its possible states"],
  ["DELETE FROM users WHERE id = ?", "is lost"],
] as const;

test.each(backends)("finds corruptions planted in the database, on %s", async (engine) => {
  await using fixture = await openFaultFixture(engine);
  await fixture.supervisor.start(1);
  const workload = new Workload(fixture.supervisor.target, createRandom(1));
  workload.start();
  await workload.waitForAcknowledged(150);
  await workload.stop();
  await compareAll(fixture, workload);
  expect(workload.problems).toEqual([]);

  await using stored = await openRawDatabase(fixture.databaseUrl);
  expect(await findLogProblems(stored)).toEqual([]);
  await stored.execute("DELETE FROM changes WHERE seq = 2");
  expect((await findLogProblems(stored))[0]).toContain("expected number 2");
  for (const [statement, problem] of corruptions) {
    const [victim = ""] = [...(await stored.users())]
      .filter(([id, { version }]) => id.startsWith("user-") && version > 1)
      .map(([id]) => id);
    await stored.execute(statement.replace("?", `'${victim}'`));
    await compareAll(fixture, workload);
    expect(workload.problems).toHaveLength(1);
    expect(workload.problems[0]).toContain(victim);
    expect(workload.problems.pop()).toContain(problem);
  }
});
