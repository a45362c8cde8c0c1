import { readFileSync } from "node:fs";
import { createTestDatabaseUrl } from "@roster/db/testing";
import { expect, test } from "vitest";
import { createDataFolder, startServerProcess } from "../testing.js";

const file = new URL("../../../../ops/prometheus-alerts.yaml", import.meta.url);
const guide = new URL("../../../../docs/operate.md", import.meta.url);

test("the alerts look at metrics that the server tells, and the guide says what to do about each", async () => {
  using folder = createDataFolder();
  await using place = await createTestDatabaseUrl("postgresql");
  await using server = await startServerProcess(folder.path, {
    DATABASE_URL: place.url,
    ROSTER_WORKERS: "1",
    ROSTER_METRICS_PORT: "0",
  });
  await server.call("users.add", { id: "a" });
  const metrics = await (await fetch(server.ready.metricsUrl ?? "")).text();

  const text = readFileSync(file, "utf8");
  const expressions = [...text.matchAll(/^ +expr: (.*)$/gm)].map(
    ([, expression = ""]) => expression,
  );
  const alerts = [...text.matchAll(/^ +- alert: (\w+)$/gm)].map(([, name = ""]) => name);
  expect(expressions.length).toBe(alerts.length);
  for (const expression of expressions) {
    const names = expression.match(/\b(?:roster|nodejs|process)_\w+/g) ?? [];
    for (const name of names) expect(metrics).toMatch(new RegExp(`^${name}[{ ]`, "m"));
  }
  for (const alert of alerts) expect(readFileSync(guide, "utf8")).toContain(`| \`${alert}\``);
});
