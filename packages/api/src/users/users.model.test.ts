import type { AuditEntry, Change } from "@roster/contract";
import { stringifyJson } from "@roster/contract/json";
import { findLogProblems, openRawDatabase } from "@roster/db/testing";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { adminActor, backends, openTestApi, type TestApi } from "../testing.js";
import { expectedHistories, toHistories } from "./testing/model-histories.js";
import { callSequence } from "./testing/user-arbitraries.js";
import {
  callApi,
  callIds,
  callModel,
  withSequenceKey,
  outcomeOf,
  withoutTimes,
} from "./testing/user-calls.js";
import { UserModel } from "./testing/user-model.js";

const schema = {
  type: "object",
  properties: { z: { type: ["null", "boolean", "number", "object", "array"] } },
};
const declared = [
  ["free data", { hasSchema: false, isUnique: false }],
  ["a schema", { hasSchema: true, isUnique: false }],
  ["a unique index", { hasSchema: false, isUnique: true }],
  ["a schema and a unique index", { hasSchema: true, isUnique: true }],
] as const;

const isChange = (entry: AuditEntry): entry is Change => "version" in entry;

/** Reads the changes that are newer than those it has read, newest first. */
function logReader({ api }: TestApi) {
  const { audit } = api.createCaller(api.createContext({ actor: adminActor("main") }));
  let last = 0n;
  return async () => {
    const changes: Change[] = [];
    let cursor: string | null | undefined;
    while (cursor !== null) {
      const page = await audit.list({ limit: 40, ...(cursor !== undefined && { cursor }) });
      const all = page.entries.filter(isChange);
      const newer = all.filter(({ seq }) => BigInt(seq) > last);
      changes.push(...newer);
      cursor = newer.length === all.length ? page.nextCursor : null;
    }
    last = BigInt(changes[0]?.seq ?? last);
    return changes;
  };
}

describe.each(backends)("any sequence of calls on %s", (backend) => {
  test.each(declared)(
    "with %s returns the results of a model in plain JavaScript, and leaves the same users and history",
    async (_, rules) => {
      await using api = await openTestApi(backend);
      const { apps, indexes } = api.server;
      const { users } = api.raw;
      const readLog = logReader(api);
      if (rules.hasSchema) await apps.setDataSchema({ schema });
      if (rules.isUnique) await indexes.add({ path: "data.z", unique: true });
      let run = 0;
      await fc.assert(
        fc.asyncProperty(callSequence(rules), async (calls) => {
          await users.removeMany({ ids: [...callIds] });
          await readLog();
          run += 1;
          const model = new UserModel(rules);
          for (const [index, call] of calls.entries()) {
            const one = withSequenceKey(run, call);
            const isWritten = index % 2 === 0;
            const outcome = await outcomeOf(() => callApi(users, one, isWritten));
            expect(outcome, stringifyJson(one)).toEqual(
              await outcomeOf(() => callModel(model, one)),
            );
          }
          const page = await users.list({ sort: [{ path: "id" }] });
          expect(withoutTimes(page.users)).toEqual(withoutTimes(model.all()));
          const expected = expectedHistories(model.histories);
          expect(toHistories(await readLog())).toEqual(expected);
        }),
        { numRuns: 60 },
      );
      await using raw = await openRawDatabase(api.databaseUrl);
      expect(await findLogProblems(raw, { hasBatches: true })).toEqual([]);
    },
  );
});
