import { expect, test } from "vitest";
import { toText } from "./report.js";
import { markdownTable, textTable } from "./table.js";

const columns = [{ title: "case" }, { title: "median", align: "right" }] as const;
const rows = [
  ["add@64", "17,400 /s"],
  ["get", "9 /s"],
];

test("aligns a text table, numbers to the right", () => {
  expect(textTable(columns, rows)).toBe(
    ["case       median", "add@64  17,400 /s", "get          9 /s"].join("\n"),
  );
});

test("writes a Markdown table as Prettier does", () => {
  expect(markdownTable(columns, rows)).toBe(
    [
      "| case   |    median |",
      "| ------ | --------: |",
      "| add@64 | 17,400 /s |",
      "| get    |      9 /s |",
    ].join("\n"),
  );
});

test.each([
  [0.61234, "0.612"],
  [1.3, "1.3"],
  [25.37, "25.4"],
  [17_400.4, "17,400"],
])("%d is shown as %s", (value, text) => {
  expect(toText(value)).toBe(text);
});
