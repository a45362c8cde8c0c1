import { isAppError } from "@roster/contract";
import { pino } from "pino";
import { renderBanner } from "./banner.js";
import { readSettings } from "./env.js";
import { startServer } from "./start.js";

/** How long a stop waits for requests that are under way, in milliseconds. */
const STOP_LIMIT = 10_000;

const log = pino(pino.destination(2));

try {
  const server = await startServer(readSettings(), log);
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), STOP_LIMIT).unref();
    void server.stop().then(() => process.exit(0));
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  // The launcher is gone, however it ended.
  process.on("disconnect", stop);

  // A launcher, where there is one, prints for us and the dashboard together.
  if (process.send) process.send(server.ready);
  else console.log(renderBanner(server.ready));
} catch (error) {
  if (!isAppError(error)) throw error;
  console.error(`Roster cannot start. ${error.message}`);
  process.exitCode = 1;
}
