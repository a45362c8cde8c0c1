import { expect, test } from "vitest";
import { allMatching, emptySelection, select } from "../selection/selection";
import { BATCH_SIZE, createBatches } from "./batches";
import { createBulkRun } from "./bulk-run";

const ids = Array.from({ length: 2 * BATCH_SIZE + 1 }, (_, n) => `user-${n}`);
const noList = () => Promise.reject(new Error("must not be called"));
const some = () =>
  createBatches(select(emptySelection, ids, { isOn: true }), { match: {}, list: noList });
const allDone = (batch: readonly string[]) =>
  Promise.resolve(batch.map((id) => ({ id, status: "done" as const })));

test("processes each selected user once, in batches", async () => {
  const sizes: number[] = [];
  const process = (batch: readonly string[]) => {
    sizes.push(batch.length);
    return allDone(batch);
  };
  const run = createBulkRun({ batches: some(), process });
  await run.start();
  expect(sizes).toEqual([BATCH_SIZE, BATCH_SIZE, 1]);
  expect(run.read()).toMatchObject({ phase: "ended", done: ids.length, error: undefined });
  const lines = ids.map(
    (id) => `${JSON.stringify({ id, status: "done" })}
`,
  );
  expect(await run.results().text()).toBe(lines.join(""));
});

test("counts and lists missing and failed users, and continues with the others", async () => {
  const run = createBulkRun({
    batches: some(),
    process: (batch) =>
      Promise.resolve(
        batch.map((id) =>
          id === "user-3"
            ? { id, status: "failed", reason: "too long" }
            : { id, status: id === "user-700" ? "missing" : "done" },
        ),
      ),
  });
  await run.start();
  expect(run.read()).toMatchObject({
    phase: "ended",
    done: ids.length - 2,
    missing: 1,
    failed: 1,
    failures: [
      { id: "user-3", status: "failed", reason: "too long" },
      { id: "user-700", status: "missing" },
    ],
  });
});

test("stops after the current batch, and resumes from there", async () => {
  const run = createBulkRun({
    batches: some(),
    process(batch) {
      run.stop();
      return allDone(batch);
    },
  });
  for (const done of [BATCH_SIZE, 2 * BATCH_SIZE, ids.length]) {
    await run.start();
    expect(run.read()).toMatchObject({ phase: "stopped", done });
  }
  await run.start();
  expect(run.read()).toMatchObject({ phase: "ended", done: ids.length });
});

test("reports a failed batch, and retries it on resume", async () => {
  let calls = 0;
  const seen: string[] = [];
  const run = createBulkRun({
    batches: some(),
    process(batch) {
      calls += 1;
      if (calls === 2) return Promise.reject(new Error("away"));
      seen.push(...batch);
      return allDone(batch);
    },
  });
  await run.start();
  expect(run.read()).toMatchObject({ phase: "stopped", done: BATCH_SIZE });
  expect(run.read().error).toEqual(new Error("away"));
  await run.start();
  expect(run.read()).toMatchObject({ phase: "ended", done: ids.length });
  expect(seen).toEqual(ids);
});

test("lists all matching users page by page, except deselected ones", async () => {
  const pages = [["a", "b"], ["c"], ["d"]];
  const asked: unknown[] = [];
  const list = (input: { cursor?: string | undefined }) => {
    asked.push(input);
    if (asked.length === 2) return Promise.reject(new Error("away"));
    const page = Number(input.cursor ?? 0);
    const users = (pages[page] ?? []).map((id) => user(id));
    const nextCursor = page < pages.length - 1 ? String(page + 1) : null;
    return Promise.resolve({ users, nextCursor });
  };
  const selection = select(allMatching, ["a", "c"], { isOn: false });
  const run = createBulkRun({
    batches: createBatches(selection, { match: { search: "x" }, list }),
    process: allDone,
  });
  await run.start();
  await run.start();
  expect(run.read()).toMatchObject({ phase: "ended", done: 2 });
  expect((await run.results().text()).match(/"id":"(.)"/g)).toEqual(['"id":"b"', '"id":"d"']);
  const query = { search: "x", select: [], limit: BATCH_SIZE };
  expect(asked).toEqual([
    query,
    { ...query, cursor: "1" },
    { ...query, cursor: "1" },
    { ...query, cursor: "2" },
  ]);
});

const common = { data: {}, version: 1, createdAt: "", updatedAt: "", ban: null };
const user = (id: string) => ({ id, ...common, status: "active" as const });
