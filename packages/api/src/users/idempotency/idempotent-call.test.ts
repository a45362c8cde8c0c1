import fc from "fast-check";
import { expect, test } from "vitest";
import { adminActor } from "../../testing.js";
import { toIdempotentCall, toIdempotentBatch } from "./idempotent-call.js";

const actor = adminActor("app");
const input = fc.record({
  users: fc.array(fc.jsonValue(), { minLength: 1 }),
  update: fc.boolean(),
  bad: fc.array(fc.nat()),
});

test("a call with many users has the same values whether derived from their JSON or from the users", () => {
  fc.assert(
    fc.property(input, fc.string({ minLength: 1 }), (call, key) => {
      const whole = { ...call, idempotencyKey: key };
      const userJsons = call.users.map((user) => JSON.stringify(user));
      const keyed = { procedure: "users.import", key, actor, id: "a" };
      const batch = toIdempotentBatch(keyed, { input: whole, userJsons });
      const { responseKey, bodyHash, key: hash } = toIdempotentCall(keyed, whole);
      expect(batch).toMatchObject({ bodyHash, key: hash });
      expect(batch.responseKey.equals(responseKey)).toBe(true);
    }),
  );
});
