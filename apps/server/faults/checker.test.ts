import { describe, expect, test } from "vitest";
import { backends, openRawDatabase } from "@roster/db/testing";
import { CallLedger } from "./call-ledger.js";
import { RaceRecord } from "./race-record.js";
import { openFaultFixture } from "./fault-fixture.js";
import { Workload } from "./workload.js";
import type { Operation } from "./reference-model.js";
import { createRandom } from "./random.js";
import { checkLog, compareAll } from "./rounds.js";
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

describe("the ledger of calls", () => {
  const row = (call: number, user_id = "a", version = "1") => ({
    on_behalf_of: `call-${call}`,
    user_id,
    version,
  });
  const reply = (code: string, user?: typeof first, created?: boolean) => ({
    response: { code, ...(user && { user }), ...(created !== undefined && { created }) },
    createdAt: "",
    updatedAt: "",
  });

  test.each([
    ["changed", [reply("OK", first)], "1"],
    ["was rejected", [reply("CONFLICT")], "0"],
    ["found the user", [reply("OK", first, false)], "0"],
    ["was not sent", ["not sent"], "0"],
    ["got no response", ["unanswered"], "0 or 1"],
    ["was retried", ["unanswered", "not sent", reply("OK", first)], "1"],
    ["was retried without effect", ["unanswered", reply("NOT_FOUND")], "0 or 1"],
    ["was replayed", [reply("OK", first), "unanswered", reply("OK", first)], "1"],
  ] as const)("allows a call that %s its number of rows", (_, replies, allowed) => {
    const ledger = new CallLedger();
    ledger.open("a", add);
    for (const one of replies) ledger.record(add, one);
    for (const count of [0, 1, 2]) {
      const problems = ledger.compare(Array.from({ length: count }, () => row(0)));
      expect(problems).toHaveLength(allowed.includes(String(count)) ? 0 : 1);
    }
  });

  test("finds rows of another user or version, and of no call", () => {
    const ledger = new CallLedger();
    ledger.open("a", add);
    ledger.record(add, reply("OK", first));
    expect(ledger.compare([row(0, "b")])[0]).toContain("in the log 1 of b");
    expect(ledger.compare([row(0, "a", "2")])[0]).toContain("in the log 2 of a");
    expect(ledger.compare([row(0), row(1)])).toEqual(['the log has a row of "call-1"']);
  });
});

const duplication = [
  "CREATE TABLE copied AS SELECT * FROM changes WHERE seq = 3",
  "UPDATE copied SET seq = 1000000",
  "INSERT INTO changes SELECT * FROM copied",
];

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
  expect(await checkLog(fixture, workload)).toEqual([]);
  for (const statement of duplication) await stored.execute(statement);
  expect((await checkLog(fixture, workload))[0]).toContain("has 2 rows in the log");
  await stored.execute("DELETE FROM changes WHERE seq IN (3, 1000000)");
  const [lost, gap] = await checkLog(fixture, workload);
  expect(lost).toContain("has 0 rows in the log");
  expect(gap).toContain("expected number 3");
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
