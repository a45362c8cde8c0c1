import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const read = (path) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
const namesIn = (text, pattern) => new Set([...text.matchAll(pattern)].map(([, name]) => name));

test(".env.example lists exactly the settings that server and dashboard read", () => {
  const files = ["server/src/env.ts", "server/src/retention-settings.ts", "web/src/env.ts"];
  const schemas = files.map((file) => read(`apps/${file}`)).join("");
  const settings = namesIn(schemas, /^ {2}([A-Z][A-Z_]+): /gm);
  const listed = namesIn(read(".env.example"), /^#?\s?([A-Z][A-Z_]+)=/gm);
  expect(settings.size).toBeGreaterThan(30);
  expect(listed).toEqual(settings);
});
