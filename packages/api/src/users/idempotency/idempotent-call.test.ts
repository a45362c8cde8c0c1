import fc from "fast-check";
import { expect, test } from "vitest";
import { toIdempotentCall, toIdempotentBatch } from "./idempotent-call.js";

const input = fc.record({
  users: fc.array(fc.jsonValue(), { minLength: 1 }),
  update: fc.boolean(),
  bad: fc.array(fc.nat()),
});

test("a call is told by the texts of its users as it is by the users", () => {
  fc.assert(
    fc.property(input, fc.string({ minLength: 1 }), (call, key) => {
      const whole = { ...call, idempotencyKey: key };
      const texts = call.users.map((user) => JSON.stringify(user));
      const byTexts = toIdempotentBatch("users.import", key, { input: whole, texts });
      const { responseKey: answerKey, ...rest } = toIdempotentCall("users.import", key, whole);
      expect(byTexts).toMatchObject(rest);
      expect(byTexts.responseKey.equals(answerKey)).toBe(true);
    }),
  );
});
