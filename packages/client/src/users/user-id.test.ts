import { UserId } from "@roster/contract";
import { expect, test } from "vitest";
import { findIdIssues } from "./user-id.js";

const characters = Array.from({ length: 0x250 }, (_, code) => String.fromCodePoint(code));
const lengths = [0, 1, 2, 254, 255, 256, 1000].map((length) => "a".repeat(length));

test("findIdIssues agrees with the UserId schema of contract, including the message", () => {
  const ids = [
    ...characters,
    ...characters.map((character) => `a${character}`),
    ...lengths,
    "Az09_-",
  ];
  const disagreements = ids.filter((id) => {
    const expected = UserId.safeParse(id).error?.issues[0]?.message;
    return expected !== findIdIssues(id)[0]?.message;
  });
  expect(disagreements).toEqual([]);
});
