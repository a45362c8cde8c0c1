import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const repository = new URL("../../../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, repository), "utf8");

test("every test that SECURITY.md names exists", () => {
  const rows = [...read("SECURITY.md").matchAll(/^\|.*\| `([^`]+)`: (.*?) *\|$/gm)];
  expect(rows.length).toBeGreaterThan(15);
  for (const [, path = "", title = ""] of rows) {
    expect(existsSync(new URL(path, repository)), path).toBe(true);
    expect(read(path), path).toContain(title);
  }
});
