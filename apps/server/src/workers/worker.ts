import { isAppError } from "@roster/contract";
import type { Logger } from "pino";
import type { Settings } from "../env.js";
import { openService, type Service } from "../start/service.js";
import { stopTimeout, createStopHandler } from "../start/stop-handler.js";
import type { WorkerCommand, WorkerEvent } from "./worker-messages.js";

/** Runs one of several processes that serve one port. Node ends it when the primary process ends. */
export function runWorker(settings: Settings, log: Logger): void {
  let service: Service | undefined;
  const stop = createStopHandler(async () => service?.stop(), stopTimeout(settings));
  // Ctrl-C reaches every process of the terminal, but the primary process decides when to stop.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", stop);
  process.on("message", (command: WorkerCommand) => {
    handle(command).catch((error: unknown) => {
      if (!isAppError(error)) throw error;
      send({ kind: "failed", message: error.message }, () => process.exit(1));
    });
  });
  send({ kind: "started" });

  async function handle(command: WorkerCommand): Promise<void> {
    switch (command.kind) {
      case "open": {
        const metrics = settings.metrics && (await loadMetrics()).openWorkerMetrics();
        service = await openService(settings, log, metrics);
        return send({ kind: "opened" });
      }
      case "bootstrap":
        if (service) send({ kind: "bootstrapped", result: await service.bootstrap() });
        return;
      case "listen":
        await service?.listen(command.port);
        return send({ kind: "listening" });
      case "stop":
        return stop();
    }
  }
}

/** Loaded only if metrics are enabled. */
const loadMetrics = () => import("../observability/metrics/open-metrics.js");

function send(event: WorkerEvent, then = () => {}): void {
  process.send?.(event, then);
}
