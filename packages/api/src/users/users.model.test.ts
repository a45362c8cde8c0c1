import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { backends, openTestApi } from "../testing.js";
import {
  call,
  callApi,
  callIds,
  callModel,
  outcomeOf,
  withoutTimes,
} from "./testing-user-calls.js";
import { UserModel } from "./testing-user-model.js";

describe.each(backends)("any sequence of calls on %s", (backend) => {
  test("is answered as by a model in plain JavaScript, and leaves the same users", async () => {
    await using api = await openTestApi(backend);
    const { users } = api.server;
    await fc.assert(
      fc.asyncProperty(fc.array(call, { minLength: 1, maxLength: 25 }), async (calls) => {
        await users.removeMany({ ids: [...callIds] });
        const model = new UserModel();
        for (const one of calls) {
          expect(await outcomeOf(() => callApi(users, one)), JSON.stringify(one)).toEqual(
            await outcomeOf(() => callModel(model, one)),
          );
        }
        const page = await users.list({ sort: [{ path: "id" }] });
        expect(withoutTimes(page.users)).toEqual(withoutTimes(model.all()));
      }),
      { numRuns: 150 },
    );
  });
});
