import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { namesIn, readExposedMetrics } from "../../testing/metrics.js";

interface Dashboard {
  readonly panels: { readonly title: string; readonly targets: { readonly expr: string }[] }[];
}

const file = new URL("../../../../../ops/grafana-dashboard.json", import.meta.url);
const dashboard = JSON.parse(readFileSync(file, "utf8")) as Dashboard;

test("every panel of the Grafana dashboard uses metrics and labels that the server exposes", async () => {
  const text = await readExposedMetrics();
  for (const { title, targets } of dashboard.panels) {
    const names = targets.flatMap(({ expr }) => namesIn(expr));
    expect(names.length, title).toBeGreaterThanOrEqual(targets.length);
    for (const name of names) expect(text, title).toMatch(new RegExp(`^${name}[{ ]`, "m"));
    const labels = targets.flatMap(({ expr }) => [...expr.matchAll(/by \(([^)]*)\)/g)]);
    for (const label of labels.flatMap(([, list = ""]) => list.split(", "))) {
      expect(text, title).toMatch(new RegExp(`^${names[0]}\\{[^}]*\\b${label}="`, "m"));
    }
  }
});
