import { AppError } from "@roster/contract";
import { expect, test } from "vitest";
import { WriteQueue, type WriteQueueOptions } from "./write-queue.js";

interface Item {
  readonly key: string;
  readonly n: number;
}

/** A queue whose writes complete on `finish`, and the batches that it wrote. */
function openQueue(options: Partial<WriteQueueOptions<Item, number>> = {}) {
  const batches: number[][] = [];
  const gates: (() => void)[] = [];
  const queue = new WriteQueue<Item, number>({
    write: async (items) => {
      batches.push(items.map(({ n }) => n));
      await new Promise<void>((resolve) => gates.push(resolve));
      return items.map(({ n }) => n * 10);
    },
    keyOf: ({ key }) => key,
    sizeOf: () => 1,
    maxBatchItems: 100,
    maxBatchSize: 100,
    maxWaitingItems: 100,
    maxWaitingSize: 100,
    ...options,
  });
  /** Completes the running write, and waits until the next one, if any, has begun. */
  const finish = async () => {
    while (gates.length === 0) await new Promise(setImmediate);
    gates.shift()?.();
    await new Promise(setImmediate);
    await new Promise(setImmediate);
  };
  const submit = (n: number, key = String(n)) => queue.submit({ key, n });
  return { queue, batches, submit, finish };
}

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

test("writes all waiting items in one batch, and later ones in the next", async () => {
  const { batches, submit, finish } = openQueue();
  const first = range(1, 3).map((n) => submit(n));
  await new Promise(setImmediate);
  const second = range(4, 9).map((n) => submit(n));
  await finish();
  await finish();
  expect(await Promise.all([...first, ...second])).toEqual(range(1, 9).map((n) => n * 10));
  expect(batches).toEqual([range(1, 3), range(4, 9)]);
});

test("writes a lone item after one turn of the event loop", async () => {
  const { batches, submit } = openQueue();
  void submit(1);
  await new Promise(setImmediate);
  expect(batches).toEqual([[1]]);
});

test("writes items with the same key in order, in separate batches", async () => {
  const { batches, submit, finish } = openQueue();
  const results = [submit(1, "a"), submit(2, "a"), submit(3, "b"), submit(4, "a")];
  await finish();
  await finish();
  await finish();
  await Promise.all(results);
  expect(batches).toEqual([[1, 3], [2], [4]]);
});

test("limits a batch by number and by size", async () => {
  const byNumber = openQueue({ maxBatchItems: 2 });
  for (const n of range(1, 3)) void byNumber.submit(n);
  await byNumber.finish();
  expect(byNumber.batches).toEqual([[1, 2], [3]]);

  const bySize = openQueue({ sizeOf: ({ n }) => n, maxBatchSize: 10 });
  for (const [index, n] of [9, 9, 9, 200].entries()) void bySize.submit(n, String(index));
  await bySize.finish();
  await bySize.finish();
  expect(bySize.batches).toEqual([
    [9, 9],
    [9, 200],
  ]);
});

test("rejects items immediately when too many wait, and writes the rest", async () => {
  const { submit, finish } = openQueue({ maxWaitingItems: 2 });
  const accepted = [submit(1), submit(2)];
  await expect(submit(3)).rejects.toMatchObject({ code: "UNAVAILABLE" });
  await finish();
  expect(await Promise.all(accepted)).toEqual([10, 20]);
  const later = submit(4);
  await finish();
  expect(await later).toBe(40);

  const bySize = openQueue({ sizeOf: ({ n }) => n, maxWaitingSize: 10 });
  void bySize.submit(10);
  await expect(bySize.submit(1)).rejects.toMatchObject({ code: "UNAVAILABLE" });
});

test("fails only the bad item of a batch", async () => {
  const queue = openQueue({
    write: async (items) => {
      if (items.some(({ n }) => n === 2)) throw new Error("2 is bad");
      return items.map(({ n }) => n * 10);
    },
  });
  const results = await Promise.allSettled(range(1, 3).map((n) => queue.submit(n)));
  expect(results).toMatchObject([
    { value: 10 },
    { reason: { message: "2 is bad" } },
    { value: 30 },
  ]);
});

test("fails the whole batch once if the database is unavailable, and writes nothing twice", async () => {
  let writes = 0;
  const queue = openQueue({
    write: async () => {
      writes += 1;
      throw new AppError("UNAVAILABLE", "unavailable");
    },
  });
  const results = await Promise.allSettled(range(1, 3).map((n) => queue.submit(n)));
  expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  expect(writes).toBe(1);
});
