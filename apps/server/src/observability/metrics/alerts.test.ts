import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { namesIn, readExposedMetrics } from "../../testing/metrics.js";

const file = new URL("../../../../../ops/prometheus-alerts.yaml", import.meta.url);
const guide = new URL("../../../../../docs/operate.md", import.meta.url);

test("the alerts use metrics that the server exposes, and the guide explains each alert", async () => {
  const metrics = await readExposedMetrics();
  const text = readFileSync(file, "utf8");
  const expressions = [...text.matchAll(/^ +expr: (.*)$/gm)].map(
    ([, expression = ""]) => expression,
  );
  const alerts = [...text.matchAll(/^ +- alert: (\w+)$/gm)].map(([, name = ""]) => name);
  expect(expressions.length).toBe(alerts.length);
  for (const expression of expressions) {
    for (const name of namesIn(expression))
      // A metric without samples is declared.
      expect(metrics).toMatch(new RegExp(`^(?:# TYPE )?${name}[{ ]`, "m"));
  }
  for (const alert of alerts) expect(readFileSync(guide, "utf8")).toContain(`| \`${alert}\``);
});
