import { isAppError } from "@roster/contract";
import type { Logger } from "pino";
import type { Settings } from "../env.js";
import { openService, type Service } from "../start/service.js";
import { stopTimeout, createStopHandler } from "../start/stop-handler.js";
import type { WorkerCommand, WorkerEvent } from "./worker-messages.js";

/** One of several processes that serve one port. Node ends it when the primary process is gone. */
export function runWorker(settings: Settings, log: Logger): void {
  let service: Service | undefined;
  const stop = createStopHandler(async () => service?.stop(), stopTimeout(settings));
  // Ctrl-C reaches every process of the terminal; the primary process says when to stop.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", stop);
  process.on("message", (order: WorkerCommand) => {
    obey(order).catch((error: unknown) => {
      if (!isAppError(error)) throw error;
      send({ kind: "failed", message: error.message }, () => process.exit(1));
    });
  });
  send({ kind: "started" });

  async function obey(order: WorkerCommand): Promise<void> {
    switch (order.kind) {
      case "open": {
        const metrics = settings.metrics && (await loadMetrics()).openWorkerMetrics();
        service = await openService(settings, log, metrics);
        const bootstrapped = order.bootstraps ? await service.bootstrap() : undefined;
        return send({ kind: "opened", bootstrapped });
      }
      case "listen":
        await service?.listen(order.port);
        return send({ kind: "listening" });
      case "stop":
        return stop();
    }
  }
}

/** Where they are wanted alone. */
const loadMetrics = () => import("../observability/metrics/open-metrics.js");

function send(report: WorkerEvent, then = () => {}): void {
  process.send?.(report, then);
}
