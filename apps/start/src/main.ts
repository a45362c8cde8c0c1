import { once } from "node:events";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { type Ready, renderBanner } from "@roster/server/banner";
import { type Child, startChild, stopChild } from "./child.js";
import { readWebPort } from "./env.js";
import { assertPortFree, portOpens } from "./port.js";

const require = createRequire(import.meta.url);
const folderOf = (name: string) => dirname(require.resolve(`${name}/package.json`));

const children: Child[] = [];
const ended = new AbortController();

process.on("SIGINT", () => ended.abort());
process.on("SIGTERM", () => ended.abort());

try {
  const webPort = readWebPort(process.env);
  await assertPortFree(webPort, "WEB_PORT");
  const ready = await startServer();
  if (ready) await startDashboard(webPort);
  if (ready && !ended.signal.aborted) {
    console.log(renderBanner(ready, `http://localhost:${webPort}`));
    await Promise.race([...children.map(({ exited }) => exited), once(ended.signal, "abort")]);
  }
} catch (error) {
  console.error(`Roster cannot start. ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
const codes = await Promise.all(children.toReversed().map(stopChild));
process.exitCode ??= codes.find((code) => code !== 0) ?? 0;

/** Absent where the server ended before it served; it has then said why. */
async function startServer(): Promise<Ready | undefined> {
  const folder = folderOf("@roster/server");
  const server = startChild(`${folder}/dist/main.js`, { cwd: folder });
  children.push(server);
  const message = once(server.process, "message", { signal: ended.signal }).catch(() => undefined);
  const first = await Promise.race([message, server.exited]);
  return Array.isArray(first) ? (first[0] as Ready) : undefined; // the server sends nothing else
}

async function startDashboard(port: number): Promise<void> {
  const folder = folderOf("@roster/web");
  const next = require.resolve("next/dist/bin/next", { paths: [folder] });
  const args = ["start", "--port", String(port), "--hostname", "localhost"];
  const web = startChild(next, { cwd: folder, args });
  children.push(web);
  void web.exited.then(() => ended.abort());
  await portOpens(port, ended.signal);
}
