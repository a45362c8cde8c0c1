import { AggregatorRegistry, type PrometheusContentType, Registry } from "prom-client";
import type { Logger } from "@roster/api";
import { listen } from "@roster/http";
import type { MetricsSettings } from "../../env.js";
import { createMetricsServer } from "./metrics-server.js";
import { createMetrics, type Metrics } from "./metrics.js";

export interface MetricsServer {
  readonly url: string;
  close(): Promise<void>;
}

/** The metrics of a single-process server; `serve` exposes them. */
export function openMetrics(
  settings: MetricsSettings,
  log: Logger,
): { metrics: Metrics; serve: () => Promise<MetricsServer> } {
  const registry = new Registry();
  const metrics = createMetrics(registry);
  return { metrics, serve: () => serve(settings, { render: () => registry.metrics(), log }) };
}

/** The metrics of a worker; the primary process collects them. */
export function openWorkerMetrics(): Metrics {
  const registry = new AggregatorRegistry<PrometheusContentType>();
  AggregatorRegistry.setRegistries(registry);
  return createMetrics(registry);
}

/** Exposes the sum of the workers' metrics from the primary process. */
export function openClusterMetrics(settings: MetricsSettings, log: Logger): Promise<MetricsServer> {
  const registry = new AggregatorRegistry();
  return serve(settings, { render: () => registry.clusterMetrics(), log });
}

const variables = { host: "ROSTER_METRICS_HOST", port: "ROSTER_METRICS_PORT" };

async function serve(
  { host, port, token }: MetricsSettings,
  { render, log }: { render: () => Promise<string>; log: Logger },
): Promise<MetricsServer> {
  const createServer = () => createMetricsServer({ token, render, log });
  const listening = await listen(createServer, { host, port, variables });
  const urlHost = host.includes(":") ? `[${host}]` : host;
  return {
    url: `http://${urlHost}:${listening.port}/metrics`,
    close: async () => void (await listening.close(0)),
  };
}
