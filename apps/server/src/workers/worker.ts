import { isAppError } from "@roster/contract";
import type { Logger } from "pino";
import type { Settings } from "../env.js";
import { openService, type Service } from "../start/service.js";
import { stopLimitOf, stopOnce } from "../start/stop-once.js";
import type { Order, Report } from "./worker-messages.js";

/** One of several processes that serve one port. Node ends it when the primary process is gone. */
export function runWorker(settings: Settings, log: Logger): void {
  let service: Service | undefined;
  const stop = stopOnce(async () => service?.stop(), stopLimitOf(settings));
  // Ctrl-C reaches every process of the terminal; the primary process says when to stop.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", stop);
  process.on("message", (order: Order) => {
    obey(order).catch((error: unknown) => {
      if (!isAppError(error)) throw error;
      tell({ kind: "failed", message: error.message }, () => process.exit(1));
    });
  });
  tell({ kind: "started" });

  async function obey(order: Order): Promise<void> {
    switch (order.kind) {
      case "open": {
        const metrics = settings.metrics && (await loadMetrics()).openWorkerMetrics();
        service = await openService(settings, log, metrics);
        const bootstrapped = order.bootstraps ? await service.bootstrap() : undefined;
        return tell({ kind: "opened", bootstrapped });
      }
      case "listen":
        await service?.listen(order.port);
        return tell({ kind: "listening" });
      case "stop":
        return stop();
    }
  }
}

/** Where they are wanted alone. */
const loadMetrics = () => import("../observability/metrics/open-metrics.js");

function tell(report: Report, then = () => {}): void {
  process.send?.(report, then);
}
