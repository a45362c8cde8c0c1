import type { ImportedLine } from "@roster/client/files";
import { expect, test } from "vitest";
import { createRejectedLines } from "./rejected-lines";

const lineOf = (line: number, status: ImportedLine["status"]): ImportedLine => ({
  line,
  status,
  text: "x".repeat(100_000),
  issues: [{ path: ["data", "age"], message: "is old" }],
});

test("counts rejected lines, keeps the first ones for display, and writes all to the file", async () => {
  const rejected = createRejectedLines();
  rejected.add([lineOf(1, "created"), lineOf(2, "invalid"), lineOf(3, "existing")]);
  for (let line = 4; line < 44; line += 1) rejected.add([lineOf(line, "conflict")]);
  expect(rejected.count()).toBe(41);
  expect(rejected.first.map(({ line }) => line)).toEqual([
    2,
    ...Array.from({ length: 19 }, (_, i) => i + 4),
  ]);
  const written = (await rejected.toFile().text()).trimEnd().split("\n");
  expect(written).toHaveLength(41);
  expect(JSON.parse(written[0] ?? "")).toEqual({
    line: 2,
    status: "invalid",
    reasons: [{ path: "data.age", message: "is old" }],
    text: "x".repeat(100_000),
  });
  expect(await rejected.toFile().text()).toHaveLength(written.join("\n").length + 1);
});
