import { expect, test } from "vitest";
import { topSelfTimes } from "./profile.js";

const node = (id: number, functionName: string, url = "") => ({
  id,
  callFrame: { functionName, url, lineNumber: 9, columnNumber: 0 },
  children: [],
});

test("sums self times by function as shares of busy time, longest first", () => {
  const profile = {
    nodes: [
      node(1, "(idle)"),
      node(2, "parse", "file:///a/b/c/d.js"),
      node(3, "write"),
      node(4, "write"),
    ],
    samples: [1, 2, 3, 4],
    timeDeltas: [1000, 10, 20, 10],
  };
  expect(topSelfTimes(profile)).toEqual([
    { name: "write", part: 0.75 },
    { name: "parse b/c/d.js:10", part: 0.25 },
  ]);
});
