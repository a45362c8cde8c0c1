import type { ImportedLine } from "@roster/client/files";
import { expect, test } from "vitest";
import { createRejectedLines } from "./rejected-lines";

const lineOf = (line: number, status: ImportedLine["status"]): ImportedLine => ({
  line,
  status,
  text: "x".repeat(100_000),
  issues: [{ path: ["data", "age"], message: "is old" }],
});

test("refused lines are counted, the first are kept to be shown, and all are in the file", async () => {
  const rejects = createRejectedLines();
  rejects.add([lineOf(1, "created"), lineOf(2, "invalid"), lineOf(3, "existing")]);
  for (let line = 4; line < 44; line += 1) rejects.add([lineOf(line, "conflict")]);
  expect(rejects.count()).toBe(41);
  expect(rejects.first.map(({ line }) => line)).toEqual([
    2,
    ...Array.from({ length: 19 }, (_, i) => i + 4),
  ]);
  const written = (await rejects.toFile().text()).trimEnd().split("\n");
  expect(written).toHaveLength(41);
  expect(JSON.parse(written[0] ?? "")).toEqual({
    line: 2,
    status: "invalid",
    reasons: [{ path: "data.age", message: "is old" }],
    text: "x".repeat(100_000),
  });
  expect(await rejects.toFile().text()).toHaveLength(written.join("\n").length + 1);
});
