import { expect, test } from "vitest";
import { ReadQueue, type ReadQueueOptions } from "./read-queue.js";

/** A queue whose reads complete on `finish`, and the batches that it read. */
function openQueue(options: Partial<ReadQueueOptions<string, string>> = {}) {
  const batches: (readonly string[])[] = [];
  const gates: (() => void)[] = [];
  const queue = new ReadQueue<string, string>({
    read: async (keys) => {
      batches.push([...keys]);
      await new Promise<void>((resolve) => gates.push(resolve));
      return keys.map((key) => key.toUpperCase());
    },
    keyOf: (key) => key,
    maxBatchKeys: 100,
    maxConcurrent: 2,
    maxWaiting: 1000,
    ...options,
  });
  const turn = () => new Promise(setImmediate);
  return { queue, batches, finish: () => gates.shift()?.(), turn };
}

test("reads that arrive together share a statement, and each gets its own row", async () => {
  const { queue, batches, finish, turn } = openQueue();
  const reads = Promise.all(["c", "a", "b"].map((key) => queue.submit(key)));
  await turn();
  finish();
  expect(await reads).toEqual(["C", "A", "B"]);
  expect(batches).toEqual([["c", "a", "b"]]);
});

test("a statement includes all callers of the same turn of the event loop", async () => {
  const { queue, batches, finish, turn } = openQueue();
  const reads = [queue.submit("a")];
  for (let job = 0; job < 20; job += 1) await Promise.resolve();
  reads.push(queue.submit("b"));
  await new Promise((resolve) => process.nextTick(resolve));
  reads.push(queue.submit("c"));
  await turn();
  finish();
  expect(await Promise.all(reads)).toEqual(["A", "B", "C"]);
  expect(batches).toEqual([["a", "b", "c"]]);
});

test("callers that ask for the same row share its result", async () => {
  const { queue, batches, finish, turn } = openQueue();
  const reads = Promise.all(["a", "b", "a", "a"].map((key) => queue.submit(key)));
  await turn();
  finish();
  expect(await reads).toEqual(["A", "B", "A", "A"]);
  expect(batches).toEqual([["a", "b"]]);
});

test("a statement that has begun takes no more callers, so later ones see later commits", async () => {
  const { queue, batches, finish, turn } = openQueue();
  const first = queue.submit("a");
  await turn();
  const second = queue.submit("a");
  await turn();
  expect(batches).toEqual([["a"], ["a"]]);
  finish();
  finish();
  expect(await Promise.all([first, second])).toEqual(["A", "A"]);
});

test("at the concurrency limit the next batch collects callers", async () => {
  const { queue, batches, finish, turn } = openQueue({ maxConcurrent: 1 });
  const reads = [queue.submit("a")];
  await turn();
  reads.push(queue.submit("b"));
  await turn();
  reads.push(queue.submit("c"));
  await turn();
  expect(batches).toEqual([["a"]]);
  finish();
  expect(await reads[0]).toBe("A");
  await turn();
  expect(batches).toEqual([["a"], ["b", "c"]]);
  finish();
  expect(await Promise.all(reads)).toEqual(["A", "B", "C"]);
});

test("a batch has a maximum size, and the rest goes into the next", async () => {
  const { queue, batches, finish, turn } = openQueue({ maxBatchKeys: 2 });
  const reads = Promise.all(["a", "b", "c", "d", "e"].map((key) => queue.submit(key)));
  while (batches.length < 3) {
    await turn();
    finish();
  }
  finish();
  expect(await reads).toEqual(["A", "B", "C", "D", "E"]);
  expect(batches).toEqual([["a", "b"], ["c", "d"], ["e"]]);
});

test("a failed read rejects each of its callers, and no others", async () => {
  let isUnavailable = true;
  const { queue } = openQueue({
    maxConcurrent: 1,
    read: async (keys) => {
      if (isUnavailable) throw new Error("unavailable");
      return keys;
    },
  });
  const results = await Promise.allSettled([queue.submit("a"), queue.submit("b")]);
  expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  isUnavailable = false;
  expect(await queue.submit("a")).toBe("a");
});

test("callers above the limit are rejected, and admitted again when a statement has taken the others", async () => {
  const { queue, finish, turn } = openQueue({ maxWaiting: 3, maxConcurrent: 1 });
  const submitAll = (keys: readonly string[]) => Promise.all(keys.map((key) => queue.submit(key)));
  const unavailable = { code: "UNAVAILABLE" };
  for (const _ of [1, 2, 3]) {
    const first = queue.submit("a");
    await turn();
    const waiting = submitAll(["b", "c", "b"]);
    await expect(queue.submit("d")).rejects.toMatchObject(unavailable);
    finish();
    expect(await first).toBe("A");
    await turn(); // the statement has begun
    const later = submitAll(["d", "e", "d"]);
    await expect(queue.submit("f")).rejects.toMatchObject(unavailable);
    finish();
    expect(await waiting).toEqual(["B", "C", "B"]);
    await turn();
    finish();
    expect(await later).toEqual(["D", "E", "D"]);
  }
});
