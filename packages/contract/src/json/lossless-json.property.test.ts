import fc from "fast-check";
import { expect, test } from "vitest";
import { parseJsonText } from "./read-json-text.js";
import { parseJson } from "./parse-json.js";
import { stringifyJson } from "./stringify-json.js";
import { sentObject } from "./testing/sent-json.js";
import { toJsonText } from "./to-json-text.js";

const textKeys = new Set(["data"]);
const runs = { numRuns: 1500 };

const toZero = (_: string, value: unknown) => (Object.is(value, -0) ? 0 : value);

test("the text of an object has the tokens that were sent, and no white space", () => {
  fc.assert(
    fc.property(sentObject(), ({ sent, stored }) => {
      expect(parseJsonText(` ${sent}\n`)).toMatchObject({ text: stored, issues: [] });
      expect(parseJsonText(stored).text).toBe(stored);
    }),
    runs,
  );
});

test("objects below text keys are returned and written as their text, and all else by value", () => {
  fc.assert(
    fc.property(sentObject({ maxDepth: 60 }), sentObject({ maxDepth: 60 }), (data, other) => {
      const parsed = parseJson(`[{"data": ${data.sent},"other":${other.sent}}, ${data.sent}]`, {
        textKeys,
      });
      const written = stringifyJson(parsed);
      expect(written.startsWith(`[{"data":${data.stored},"other":`)).toBe(true);
      const all = `[{"data":${data.stored},"other":${other.stored}},${data.stored}]`;
      // JSON.stringify writes -0 as 0.
      expect(JSON.parse(written, toZero)).toEqual(JSON.parse(all, toZero));
    }),
    runs,
  );
});

test("the value of an object is what JSON.parse makes of it, and can be written again", () => {
  fc.assert(
    fc.property(sentObject(), ({ sent }) => {
      const { value } = parseJsonText(sent);
      expect(value).toEqual(JSON.parse(sent));
      expect(toJsonText(value).text).toBe(JSON.stringify(value));
    }),
    runs,
  );
});
