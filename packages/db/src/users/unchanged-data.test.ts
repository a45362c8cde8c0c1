import { describe, expect, test } from "vitest";
import { userOf } from "../testing/user-of.js";
import { backends, openTestDatabase, testSource } from "../testing.js";
import type { UserStore } from "./user-store.js";

const key = { appId: "app", id: "a" };
const text = '{"b":1.0,"a":[1]}';
const idempotency = {
  key: "key",
  bodyHash: "hash",
  responseKey: Buffer.alloc(32),
  keyReused: () => new Error("reused"),
};
const same = [{ id: "a", dataJson: text }];

const changes: [string, (users: UserStore) => Promise<unknown>][] = [
  ["update", (users) => users.by(testSource).update({ ...key, change: text })],
  [
    "update of a version",
    (users) => users.by(testSource).update({ ...key, change: text, ifVersion: 1 }),
  ],
  ["patch", (users) => users.by(testSource).update({ ...key, change: (data) => data.text })],
  [
    "patch of a version",
    (users) => users.by(testSource).update({ ...key, change: (data) => data.text, ifVersion: 1 }),
  ],
  [
    "patch with a key",
    (users) => users.by(testSource).update({ ...key, change: (data) => data.text, idempotency }),
  ],
  [
    "upsert",
    async (users) => {
      const [one] = await users.by(testSource).addMany({ appId: "app", users: same, update: true });
      expect(one?.status).toBe("updated");
      return userOf(one);
    },
  ],
  [
    "import",
    async (users) => {
      const batch = { appId: "app", users: [...same, ...same], update: true, idempotency };
      const outcomes = await users.by(testSource).import(batch);
      expect(outcomes.map(({ status }) => status)).toEqual(["updated", "updated"]);
      return outcomes.flatMap((one) => ("user" in one ? one.user : []))[1];
    },
  ],
];

describe.each(backends)("data that stays the same on %s", (backend) => {
  test.each(changes)("%s changes neither version nor time", async (_, change) => {
    await using database = await openTestDatabase(backend);
    const { users } = database;
    const before = userOf(await users.by(testSource).add("app", { id: "a", dataJson: text }));
    expect(await change(users)).toEqual(before);
    expect(await change(users)).toEqual(before);
    expect(await users.get("app", "a")).toEqual(before);
    // The same value with another text is a change.
    const later = await users.by(testSource).update({ ...key, change: '{"b":1,"a":[1]}' });
    expect(later?.version).toBe(2);
  });

  test("counts only real changes if an id occurs more than once", async () => {
    await using database = await openTestDatabase(backend);
    const { users } = database;
    const batch = (...texts: string[]) =>
      users.by(testSource).addMany({
        appId: "app",
        users: texts.map((dataJson) => ({ id: "a", dataJson })),
        update: true,
      });
    const versions = (outcomes: Awaited<ReturnType<typeof batch>>) =>
      outcomes.map((one) => `${one.status} ${userOf(one).version}`);
    const [one, two] = ['{"n":1}', '{"n":2}'];
    expect(versions(await batch(one, one, two))).toEqual(["created 1", "updated 1", "updated 2"]);
    const before = await users.get("app", "a");
    const outcomes = await batch(two, one, one, two);
    expect(versions(outcomes)).toEqual(["updated 2", "updated 3", "updated 3", "updated 4"]);
    expect(userOf(outcomes[0])).toEqual(before);
    expect(userOf(outcomes[3])).toEqual(await users.get("app", "a"));
  });
});
