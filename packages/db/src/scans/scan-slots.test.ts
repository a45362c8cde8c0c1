import { expect, test } from "vitest";
import type { ScanRequest } from "./scan.js";
import { ScanSlots } from "./scan-slots.js";

const request = (appId: string, userId?: string): ScanRequest => ({
  appId,
  userId,
  deadlineMs: 60_000,
});

/** Scans that run until they are ended by name. */
function openScans(slots: ScanSlots) {
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    started,
    submit: (name: string, asked: ScanRequest): Promise<void> => {
      const scan = slots.run(asked, () => {
        started.push(name);
        return new Promise<void>((resolve) => ends.set(name, resolve));
      });
      // Scans that still wait when their test ends are rejected at their deadline, while other tests run.
      scan.catch(() => {});
      return scan;
    },
    end: async (name: string) => {
      ends.get(name)?.();
      await new Promise(setImmediate);
    },
  };
}

test("an end user has one slot, an app half of them, and all apps together all", () => {
  const { started, submit } = openScans(new ScanSlots({ running: 4 }));
  for (const name of ["ada-1", "ada-2"]) void submit(name, request("a", "ada"));
  for (const name of ["bob-1", "cy-1"]) void submit(name, request("a", name));
  expect(started).toEqual(["ada-1", "bob-1"]);
  for (const app of ["b", "c", "d"]) void submit(app, request(app));
  expect(started).toEqual(["ada-1", "bob-1", "b", "c"]);
});

test("waiting scans start in turns: of the apps, and of an app's users", async () => {
  const { started, submit, end } = openScans(new ScanSlots({ running: 2 }));
  for (let index = 1; index <= 3; index += 1) void submit(`ada-${index}`, request("a", "ada"));
  void submit("bob-1", request("a", "bob"));
  void submit("server-1", request("a"));
  for (let index = 1; index <= 3; index += 1) void submit(`b-${index}`, request("b"));
  expect(started.splice(0)).toEqual(["ada-1", "b-1"]);
  for (const name of ["ada-1", "bob-1", "server-1", "ada-2"]) await end(name);
  expect(started.splice(0)).toEqual(["bob-1", "server-1", "ada-2", "ada-3"]);
  await end("b-1");
  await end("b-2");
  expect(started).toEqual(["b-2", "b-3"]);
});

test("rejects excess at once: RATE_LIMITED by its own queue, UNAVAILABLE by everyone's", async () => {
  const bounds = { waiting: 4, waitingPerApp: 3, waitingPerUser: 2 };
  const slots = new ScanSlots({ running: 2, ...bounds });
  const { submit } = openScans(slots);
  for (let index = 0; index < 3; index += 1) void submit("a", request("a", "ada"));
  await expect(submit("a", request("a", "ada"))).rejects.toMatchObject({
    code: "RATE_LIMITED",
    message: "Too many queries of this caller are waiting; send fewer",
    details: { retryAfterSeconds: 1 },
  });
  void submit("a", request("a", "bob"));
  await expect(submit("a", request("a", "cy"))).rejects.toMatchObject({
    code: "RATE_LIMITED",
    message: "Too many queries of this app are waiting; send fewer",
  });
  for (let index = 0; index < 2; index += 1) void submit("b", request("b"));
  await expect(submit("c", request("c"))).rejects.toMatchObject({ code: "UNAVAILABLE" });
  expect(slots.counts).toEqual({ running: 2, waiting: 4 });
});

test("a scan that waits too long, or whose caller has left, never starts", async () => {
  const slots = new ScanSlots({ running: 2 });
  const { started, submit, end } = openScans(slots);
  void submit("first", request("a", "ada"));
  const late = submit("late", { ...request("a", "ada"), deadlineMs: 1 });
  const caller = new AbortController();
  const left = submit("left", { ...request("a", "ada"), signal: caller.signal });
  const next = submit("next", request("a", "ada"));
  caller.abort();
  await expect(left).rejects.toMatchObject({ code: "CANCELLED" });
  await expect(late).rejects.toMatchObject({ code: "RATE_LIMITED" });
  await end("first");
  await end("next");
  await next;
  expect(started).toEqual(["first", "next"]);
  expect(slots.counts).toEqual({ running: 0, waiting: 0 });
});

test("a scan that fails frees its slot", async () => {
  const slots = new ScanSlots({ running: 2 });
  for (let round = 0; round < 3; round += 1) {
    const failing = slots.run(request("a", "ada"), () =>
      Promise.reject(new Error("no such table")),
    );
    await expect(failing).rejects.toThrow("no such table");
  }
  expect(slots.counts).toEqual({ running: 0, waiting: 0 });
});
