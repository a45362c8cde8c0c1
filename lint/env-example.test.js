import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const read = (path) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
const namesIn = (text, pattern) => new Set([...text.matchAll(pattern)].map(([, name]) => name));

test(".env.example lists exactly the settings that server and dashboard read", () => {
  const parts = readdirSync(new URL("../apps/server/src", import.meta.url))
    .filter((name) => name.endsWith("-settings.ts"))
    .map((name) => `apps/server/src/${name}`);
  const web = ["apps/web/src/env.ts", "apps/web/src/server/sign-in-settings.ts"];
  const files = ["apps/server/src/env.ts", ...web, ...parts];
  const schemas = [...files, "packages/http/src/scan-timeouts.ts"].map(read).join("");
  const settings = namesIn(schemas, /^ {2}([A-Z][A-Z_]+): /gm);
  const listed = namesIn(read(".env.example"), /^#?\s?([A-Z][A-Z_]+)=/gm);
  expect(settings.size).toBeGreaterThan(30);
  expect(listed).toEqual(settings);
});
