import { readFileSync } from "node:fs";
import { createTestDatabaseUrl } from "@roster/db/testing";
import { expect, test } from "vitest";
import { createDataFolder, startServerProcess } from "../testing.js";

interface Dashboard {
  readonly panels: { readonly title: string; readonly targets: { readonly expr: string }[] }[];
}

const file = new URL("../../../../ops/grafana-dashboard.json", import.meta.url);
const dashboard = JSON.parse(readFileSync(file, "utf8")) as Dashboard;

test("the Grafana dashboard asks for metrics and labels that the server tells, in every panel", async () => {
  using folder = createDataFolder();
  await using place = await createTestDatabaseUrl("postgresql");
  await using server = await startServerProcess(folder.path, {
    DATABASE_URL: place.url,
    ROSTER_WORKERS: "1",
    ROSTER_METRICS_PORT: "0",
  });
  await server.call("users.add", { id: "a" });
  const text = await (await fetch(server.ready.metricsUrl ?? "")).text();

  for (const { title, targets } of dashboard.panels) {
    const names = targets.flatMap(
      ({ expr }) => expr.match(/\b(?:roster|nodejs|process)_\w+/g) ?? [],
    );
    expect(names.length, title).toBeGreaterThanOrEqual(targets.length);
    for (const name of names) expect(text, title).toMatch(new RegExp(`^${name}[{ ]`, "m"));
    const labels = targets.flatMap(({ expr }) => [...expr.matchAll(/by \(([^)]*)\)/g)]);
    for (const label of labels.flatMap(([, list = ""]) => list.split(", "))) {
      expect(text, title).toMatch(new RegExp(`^${names[0]}\\{[^}]*\\b${label}="`, "m"));
    }
  }
});
