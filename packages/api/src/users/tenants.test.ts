import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { adminActor, backends, openTestApi, serverActor, type TestApi } from "../testing.js";
import { callSequence } from "./testing/user-arbitraries.js";
import {
  type Call,
  callApi,
  callIds,
  callModel,
  withSequenceKey,
  outcomeOf,
  withoutTimes,
} from "./testing/user-calls.js";
import { UserModel } from "./testing/user-model.js";

/** How many calls each app makes. For a longer run: ROSTER_WALK=100000. */
const LENGTH = Number(process.env["ROSTER_WALK"] ?? 300);
const PAGE_EVERY = 10;
const rules = { hasSchema: false, isUnique: false };

interface Walk {
  readonly users: TestApi["raw"]["users"];
  readonly calls: readonly Call[];
  /** The cursors of all apps: each app also tries those of others. */
  readonly cursors: string[];
}

describe.each(backends)("on %s", (backend) => {
  test("apps that use the same ids at the same time never see or change each other's data", async () => {
    await using api = await openTestApi(backend);
    const admin = api.as(adminActor("main"));
    const others = await Promise.all(["b", "c"].map((name) => admin.apps.add({ name })));
    const seed = fc.sample(fc.integer(), 1)[0] ?? 0;
    const cursors: string[] = [];
    const models = await Promise.all(
      ["main", ...others.map(({ id }) => id)].map(async (appId, index) => {
        const context = api.api.createContext({ actor: serverActor(appId) });
        const { users } = api.api.createCaller(context);
        const sequences = fc.sample(callSequence(rules), { numRuns: LENGTH, seed: seed + index });
        const all = sequences.flatMap((some, n) => some.map((one) => withSequenceKey(n, one)));
        const calls = all.slice(0, LENGTH);
        return { users, model: await walk({ users, calls, cursors }, `seed ${seed + index}`) };
      }),
    );
    for (const { users, model } of models) {
      const page = await users.list({ sort: [{ path: "id" }] });
      expect(withoutTimes(page.users), `seed ${seed}`).toEqual(withoutTimes(model.all()));
    }
  });
});

/** Compares each result with a model that knows only one app. */
async function walk({ users, calls, cursors }: Walk, seed: string): Promise<UserModel> {
  const model = new UserModel(rules);
  for (const [turn, one] of calls.entries()) {
    const expected = await outcomeOf(() => callModel(model, one));
    expect(await outcomeOf(() => callApi(users, one)), seed).toEqual(expected);
    if (turn % PAGE_EVERY === 0) await lookAround({ users, calls, cursors }, model);
  }
  return model;
}

/** With a cursor that may be another app's: its position applies, but never reveals users. */
async function lookAround({ users, cursors }: Walk, model: UserModel): Promise<void> {
  const sort = [{ path: "id" }];
  const cursor = cursors.at(Math.floor(cursors.length / 2));
  const own = withoutTimes(model.all());
  const page = await users.list({ sort, limit: 1, ...(cursor !== undefined && { cursor }) });
  for (const user of withoutTimes(page.users) as unknown[]) {
    expect(own).toContainEqual(user);
  }
  if (page.nextCursor) cursors.push(page.nextCursor);
  const { users: found, missing } = await users.getMany({ ids: [...callIds] });
  expect(found.length + missing.length).toBe(callIds.length);
  expect(found.length).toBe(model.all().length);
}
