import { isAppError } from "@roster/contract";
import { expect, test } from "vitest";
import { JobLimitExceeded, ThreadPool } from "./thread-pool.js";

const HOUR = 3_600_000;

/** Does what a job says: waits until `gate` opens, fails, stops, or takes memory; and then responds. */
const code = `
import { parentPort } from "node:worker_threads";
parentPort.on("message", ({ gate, task, prepares }) => {
  if (gate) Atomics.wait(new Int32Array(gate), 0, 0);
  if (prepares) parentPort.postMessage({ isReady: true });
  if (task === "throw") throw new Error("broken");
  if (task === "exit") process.exit();
  if (task === "loop") for (;;);
  if (task === "memory") for (const all = []; ; ) all.push(new Array(1e6).fill(0));
  parentPort.postMessage("done");
});
`;
const ready = `parentPort.postMessage({ isReady: true });`;
const toEntry = (text: string) => new URL(`data:text/javascript,${encodeURIComponent(text)}`);

const createPool = (limits: { limitMs?: number; maxStartMs?: number; maxWaitMs?: number } = {}) =>
  new ThreadPool({
    entry: toEntry(code + ready),
    limitMs: HOUR,
    maxStartMs: HOUR,
    maxWaitMs: HOUR,
    memoryMb: 32,
    maxPending: 4,
    ...limits,
  });

interface Task {
  readonly gate?: SharedArrayBuffer;
  readonly task?: string;
  readonly prepares?: boolean;
}

const jobOf = (appId: string, content: Task = {}, size = 1) => ({
  appId,
  size,
  toMessage: () => ({ content, isPrepared: content.prepares !== true }),
});

function createGate() {
  const gate = new SharedArrayBuffer(4);
  const cell = new Int32Array(gate);
  const open = () => {
    Atomics.store(cell, 0, 1);
    Atomics.notify(cell, 0);
  };
  return { gate, open };
}

const errorOf = (run: Promise<unknown>) =>
  run.then(
    () => expect.unreachable("the job succeeded"),
    (error: unknown) => error,
  );
const codeOf = async (run: Promise<unknown>) => {
  const error = await errorOf(run);
  return isAppError(error) ? error.code : error;
};

test("two apps with continuous work do not keep both threads", async () => {
  const pool = createPool();
  const served: string[] = [];
  const work = async (appId: string) => {
    while (!served.includes("c") && served.length < 2_000) {
      await pool.run(jobOf(appId));
      served.push(appId);
    }
  };
  const working = ["a", "a", "a", "b", "b", "b"].map(work);
  await pool.run(jobOf("c"));
  served.push("c");
  await Promise.all(working);
  expect(served.indexOf("c")).toBeLessThan(200);
});

test("a job that waits too long for a thread is UNAVAILABLE, though no thread responds", async () => {
  const pool = createPool({ maxWaitMs: 1 });
  const { gate, open } = createGate();
  const busy = ["a", "b"].map((appId) => pool.run(jobOf(appId, { gate })));
  expect(await codeOf(pool.run(jobOf("c")))).toBe("UNAVAILABLE");
  open();
  expect(await Promise.all(busy)).toEqual(["done", "done"]);
});

test("one app's jobs take at most half of the room", async () => {
  const pool = createPool();
  const { gate, open } = createGate();
  const half = 32 * 1024 * 1024;
  const busy = ["a", "b"].map((appId) => pool.run(jobOf(appId, { gate })));
  // Fills what the thread of the app is given before its response, and then half of the room.
  const given = [1, 2, 3].map(() => pool.run(jobOf("a")));
  const waiting = pool.run(jobOf("a", {}, half));
  expect(await codeOf(pool.run(jobOf("a")))).toBe("UNAVAILABLE");
  const other = pool.run(jobOf("c"));
  open();
  await Promise.all([...busy, ...given, waiting, other, waiting.then(() => pool.run(jobOf("a")))]);
});

test("a job's time counts only once the thread has started and has prepared it", async () => {
  const { gate, open } = createGate();
  const pool = createPool({ limitMs: 1, maxStartMs: HOUR });
  const slow = pool.run(jobOf("a", { gate, prepares: true, task: "loop" }));
  const { gate: never } = createGate();
  const starting = createPool({ limitMs: HOUR, maxStartMs: 1 });
  expect(await codeOf(starting.run(jobOf("a", { gate: never })))).toBe("UNAVAILABLE");
  open();
  expect(await errorOf(slow)).toBeInstanceOf(JobLimitExceeded);
});

test.each(["throw", "exit"])("a thread that ends by %s fails only the job it ran", async (task) => {
  const pool = createPool();
  const failed = codeOf(pool.run(jobOf("a", { task })));
  const next = pool.run(jobOf("a"));
  expect([await failed, await next]).toEqual(["UNAVAILABLE", "done"]);
});

test("a job that takes too much memory exceeds its limit", async () => {
  const pool = createPool();
  const failed = errorOf(pool.run(jobOf("a", { task: "memory" })));
  const next = pool.run(jobOf("a"));
  expect(await failed).toBeInstanceOf(JobLimitExceeded);
  expect(await next).toBe("done");
});
