import { fileURLToPath } from "node:url";
import { readSettings, settleEnvironment } from "./env.js";
import { listen } from "./server/listen.js";
import { openHost } from "./server/open-host.js";

const isDev = process.argv.includes("--dev");

try {
  const settings = readSettings();
  const { host, close } = openHost(settings, { isDev });
  globalThis.rosterHost = host;

  settleEnvironment({ isDev });
  const { default: next } = await import("next");
  const dir = fileURLToPath(new URL("..", import.meta.url));
  const app = next({ dev: isDev, dir, hostname: settings.host ?? "localhost", port: settings.port });
  await app.prepare();
  const handle = app.getRequestHandler();
  const listening = await listen((request, response) => void handle(request, response), settings);

  const url = `http://${settings.host ?? "localhost"}:${listening.port}`;
  if (process.send) process.send({ url });
  else console.log(`The dashboard is at ${url}`);

  const stop = () => {
    void listening
      .close()
      .then(close)
      .finally(() => process.exit(0));
  };
  process.once("SIGTERM", stop).once("SIGINT", stop);
} catch (error) {
  console.error(`The dashboard cannot start. ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
