import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type ReadyMessage, renderBanner } from "@roster/server/banner";
import { watchAncestors } from "./ancestors.js";
import { type Child, firstMessage, startChild, stopChild } from "./child.js";

const require = createRequire(import.meta.url);
const children: Child[] = [];

/** One Ctrl-C can arrive several times: from the terminal, npx and pnpm. */
const DUPLICATE_SIGNAL_MS = 1000;

let isStopping = false;
let stoppingSince = 0;
process.on("SIGINT", onSignal);
process.on("SIGTERM", onSignal);
watchAncestors(stop);

// The dashboard starts second: by then the database is migrated and has an administrator.
const server = startApp("@roster/server", "dist/main.js");
const ready = await firstMessage<ReadyMessage>(server);
const dashboard =
  ready === undefined || isStopping ? undefined : startApp("@roster/web", "dist/start.js");
const web = dashboard && (await firstMessage<{ url: string }>(dashboard));
if (ready && web && !isStopping) console.log(renderBanner(ready, web.url));
const codes = await Promise.all(children.map(({ exited }) => exited));
process.exitCode = codes.find((code) => code !== 0) ?? 0;

/** Starts an app; if it ends, for whatever reason, everything stops. */
function startApp(name: string, program: string): Child {
  const folder = dirname(require.resolve(`${name}/package.json`));
  const child = startChild(join(folder, program), { cwd: folder });
  children.push(child);
  void child.exited.then(stop);
  return child;
}

/** A child that gets a second signal stops at once. */
function onSignal(): void {
  if (!isStopping) stop();
  else if (performance.now() - stoppingSince >= DUPLICATE_SIGNAL_MS) signalChildren();
}

function stop(): void {
  if (isStopping) return;
  isStopping = true;
  stoppingSince = performance.now();
  signalChildren();
}

function signalChildren(): void {
  for (const child of children) void stopChild(child);
}
