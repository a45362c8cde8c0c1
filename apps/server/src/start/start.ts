import type { Logger } from "pino";
import { completeStart } from "./complete-start.js";
import type { ReadyMessage } from "../banner.js";
import type { Settings } from "../env.js";
import { openService } from "./service.js";

export interface RunningServer {
  readonly ready: ReadyMessage;
  /** Finishes the requests in progress, then releases everything. */
  stop(): Promise<void>;
}

/** Serves from this process only. */
export async function startServer(settings: Settings, log: Logger): Promise<RunningServer> {
  const measuring = settings.metrics && (await loadMetrics()).openMetrics(settings.metrics, log);
  const service = await openService(settings, log, measuring?.metrics);
  try {
    const bootstrapped = await service.bootstrap();
    const port = await service.listen(settings.port);
    const metrics = await measuring?.serve();
    const processIds = [process.pid];
    const facts = { bootstrapped, port, processIds, metricsUrl: metrics?.url };
    const stop = async () => {
      await service.stop();
      await metrics?.close();
    };
    return { ready: completeStart(settings, facts), stop };
  } catch (error) {
    await service.stop();
    throw error;
  }
}

/** Loaded only if metrics are enabled. */
const loadMetrics = () => import("../observability/metrics/open-metrics.js");
