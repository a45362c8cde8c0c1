import { expect, test } from "vitest";
import { encryptResponse } from "../idempotency/encrypt-response.js";
import { readResponse } from "./batch-response.js";
import { activeState } from "./user-state.js";

const call = {
  key: "key",
  bodyHash: "hash",
  responseKey: Buffer.alloc(32),
  keyReused: () => new Error("reused"),
};
const users = ["c", "a", "b", "a"].map((id, n) => ({
  id,
  dataJson: `{"n":${n}}`,
  getOrCreate: id === "b",
}));

/** The statuses, versions and data that a response of release 0.1 stands for. */
async function read(response: string): Promise<unknown[]> {
  const record = { bodyHash: "hash", response, createdAt: 7n };
  const times = { createdAt: 1n, updatedAt: 2n };
  const stored = { dataJson: `{"now":1}`, version: 3, ...times, state: activeState };
  const readUsers = async (ids: readonly string[]) => ({
    users: new Map(ids.map((id) => [id, { appId: "app", id, ...stored }])),
    others: new Map(),
  });
  const outcomes = await readResponse({ users, call, record }, readUsers);
  return outcomes.map((one) => {
    const user = "user" in one ? one.user : undefined;
    return [one.status, ...(user ? [user.version, user.data.text] : [])];
  });
}

test("a response of addMany that release 0.1 stored is repeated", async () => {
  const found = {
    id: "b",
    data: { was: 1 },
    version: 2,
    createdAt: "1970-01-01T00:00:00.000001Z",
    updatedAt: "1970-01-01T00:00:00.000002Z",
  };
  const stored = [{ path: ["data", "n"] }, 1, found, null];
  expect(await read(encryptResponse(call, JSON.stringify(stored)))).toEqual([
    ["conflict"],
    ["created", 1, '{"n":1}'],
    ["existing", 2, '{"was":1}'],
    ["conflict"],
  ]);
});

test("a response of an import that release 0.1 stored is repeated", async () => {
  const inserted = { kept: [[0, { path: ["data", "n"] }]], rows: [1] };
  expect(await read(JSON.stringify(inserted))).toEqual([
    ["conflict"],
    ["created", 1, '{"n":1}'],
    ["existing"],
    ["conflict"],
  ]);
  const updated = {
    kept: [],
    rows: [
      [0, 2, 1, 9],
      [1, 5, 1, 9],
      [2, 1, 7, 7],
    ],
  };
  expect(await read(JSON.stringify(updated))).toEqual([
    ["created", 1, '{"n":0}'],
    ["created", 1, '{"n":1}'],
    ["updated", 5, '{"n":2}'],
    ["updated", 2, '{"n":3}'],
  ]);
});
