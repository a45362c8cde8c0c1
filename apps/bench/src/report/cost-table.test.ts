import { expect, test } from "vitest";
import type { Measurement } from "./bench-result.js";
import { costTables } from "./cost-table.js";

const cost = (lane: string, median: number): Measurement => ({
  engine: "sqlite",
  case: "cost",
  lane,
  unit: "µs",
  rounds: [median],
  median,
});

test("shows a column per request and a row per part, with the sum", () => {
  const measured = [cost("add@1, zod", 1.5), cost("add@1, tRPC", 2), cost("get@1, zod", 3)];
  const [table] = costTables(measured);
  expect(table?.columns.map(({ title }) => title)).toEqual(["sqlite, µs", "add@1", "get@1"]);
  expect(table?.rows).toEqual([
    ["zod", "1.5", "3.0"],
    ["tRPC", "2.0", "0.0"],
    ["sum", "3.5", "3.0"],
  ]);
});
