import type { Logger } from "@roster/api";
import { announce } from "./announce.js";
import type { Ready } from "./banner.js";
import type { Settings } from "./env.js";
import { openService } from "./service.js";

export interface RunningServer {
  readonly ready: Ready;
  /** Finishes what was begun, then lets go of all. */
  stop(): Promise<void>;
}

/** Serves from this process alone. */
export async function startServer(settings: Settings, log: Logger): Promise<RunningServer> {
  const service = await openService(settings, log);
  try {
    const bootstrapped = await service.bootstrap();
    const port = await service.listen(settings.port);
    const ready = announce(settings, { bootstrapped, port, processIds: [process.pid] });
    return { ready, stop: () => service.stop() };
  } catch (error) {
    await service.stop();
    throw error;
  }
}
