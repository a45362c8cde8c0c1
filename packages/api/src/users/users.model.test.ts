import { stringifyJson } from "@roster/contract/json";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { backends, openTestApi } from "../testing.js";
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

describe.each(backends)("any sequence of calls on %s", (backend) => {
  test.each(declared)(
    "with %s returns the results of a model in plain JavaScript, and leaves the same users",
    async (_, rules) => {
      await using api = await openTestApi(backend);
      const { apps, indexes } = api.server;
      const { users } = api.raw;
      if (rules.hasSchema) await apps.setDataSchema({ schema });
      if (rules.isUnique) await indexes.add({ path: "data.z", unique: true });
      let run = 0;
      await fc.assert(
        fc.asyncProperty(callSequence(rules), async (calls) => {
          await users.removeMany({ ids: [...callIds] });
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
        }),
        { numRuns: 100 },
      );
    },
  );
});
