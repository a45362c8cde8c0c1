import { sqltag as sql } from "@prisma/client/runtime/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { runUntilDeadline } from "./run-until-deadline.js";
import { queryTimeout, type RunScan } from "./scan.js";

beforeEach(() => void vi.useFakeTimers({ toFake: ["performance"] }));
afterEach(() => void vi.useRealTimers());

const request = { appId: "app", deadlineMs: 1000 };
const statement = sql`SELECT 1`;
const timeout = { code: "QUERY_TIMEOUT", message: "The query did not finish within 1 s" };

test("the statements of a call share its deadline", async () => {
  const deadlines: number[] = [];
  const scan: RunScan = async (_, { deadlineMs }) => {
    deadlines.push(deadlineMs);
    vi.advanceTimersByTime(400);
    return [];
  };
  const run = runUntilDeadline(scan, request);
  for (let round = 0; round < 3; round += 1) await run(statement);
  expect(deadlines).toEqual([1000, 600, 200]);
  await expect(run(statement)).rejects.toMatchObject(timeout);
  expect(deadlines).toHaveLength(3);
});

test("the deadline counts from the start of the call, if that is known", async () => {
  const deadlines: number[] = [];
  const scan: RunScan = async (_, { deadlineMs }) => {
    deadlines.push(deadlineMs);
    return [];
  };
  const call = { ...request, startedAt: performance.now() };
  vi.advanceTimersByTime(700);
  await runUntilDeadline(scan, call)(statement);
  expect(deadlines).toEqual([300]);
  vi.advanceTimersByTime(300);
  await expect(runUntilDeadline(scan, call)(statement)).rejects.toMatchObject(timeout);
  expect(deadlines).toHaveLength(1);
});

test("a statement that exceeds the rest of it reports the whole deadline", async () => {
  const scan: RunScan = async (_, own) => {
    vi.advanceTimersByTime(700);
    if (own.deadlineMs < 700) throw queryTimeout(own);
    return [];
  };
  const run = runUntilDeadline(scan, request);
  await run(statement);
  await expect(run(statement)).rejects.toMatchObject(timeout);
});
