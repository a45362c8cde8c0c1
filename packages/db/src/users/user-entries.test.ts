import { expect, test } from "vitest";
import { toEntriesJson } from "./user-entries.js";

test("a number that is too wide is rejected, since it would move those after it", () => {
  const entry = { appId: "main", id: "ada", json: "0" };
  const widest = 9_999_999_999_999_998n;
  expect(toEntriesJson([{ ...entry, numbers: [widest, undefined] }])).toContain(`"${widest}9`);
  expect(() => toEntriesJson([{ ...entry, numbers: [widest + 2n] }])).toThrow("16 digits");
});
