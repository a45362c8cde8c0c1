import { startServerOn } from "./server.js";

/** What a server on PostgreSQL, which tells the most, tells Prometheus after a call. */
export async function readExposedMetrics(): Promise<string> {
  await using server = await startServerOn("postgresql", {
    ROSTER_WORKERS: "1",
    ROSTER_METRICS_PORT: "0",
  });
  await server.call("users.add", { id: "a" });
  const told = await fetch(server.ready.metricsUrl ?? "");
  return await told.text();
}

/** The names of metrics in an expression of PromQL. */
export function namesIn(expression: string): string[] {
  return expression.match(/\b(?:roster|nodejs|process)_\w+/g) ?? [];
}
