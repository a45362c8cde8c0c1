import type { IncomingMessage, ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import { readSettings, setNextEnvironment } from "./env.js";
import { setClientAddress } from "./server/client-address.js";
import { listen } from "./server/listen.js";
import { openHost } from "./server/open-host.js";

const isDev = process.argv.includes("--dev");

try {
  const settings = readSettings();
  const { host, startDraining, isDraining, close } = openHost(settings, { isDev });
  globalThis.rosterHost = host;

  // First of all, for Next must know its port; what is asked meanwhile waits for Next.
  const listening = await listen((request, response) => {
    setClientAddress(request, settings.trustedProxies);
    if (isDraining()) response.setHeader("connection", "close");
    void answering.then((answer) => answer(request, response));
  }, settings);
  const hostname = settings.host ?? "localhost";
  const answering = startNext({ hostname, port: listening.port });
  await answering;

  const url = `http://${hostname}:${listening.port}`;
  if (process.send) process.send({ url });
  else console.log(`The dashboard is at ${url}`);

  const stop = () => {
    startDraining();
    void listening
      .close(settings.stopLimit)
      .then(close)
      .finally(() => process.exit(0));
  };
  process.once("SIGTERM", stop).once("SIGINT", stop);
} catch (error) {
  console.error(
    `The dashboard cannot start. ${error instanceof Error ? error.message : String(error)}`,
  );
  process.exit(1);
}

async function startNext({ hostname, port }: { hostname: string; port: number }) {
  setNextEnvironment({ isDev });
  const { default: next } = await import("next");
  const dir = fileURLToPath(new URL("..", import.meta.url));
  const app = next({ dev: isDev, dir, hostname, port });
  await app.prepare();
  const handle = app.getRequestHandler();
  return (request: IncomingMessage, response: ServerResponse) => void handle(request, response);
}
