import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type ReadyMessage, renderBanner } from "@roster/server/banner";
import { watchAncestors } from "./ancestors.js";
import { type Child, firstMessage, startChild, stopChild } from "./child.js";

const require = createRequire(import.meta.url);
const children: Child[] = [];

/** A signal that comes sooner after the first one belongs to it: Ctrl-C comes from npx and pnpm as well. */
const ONE_SIGNAL_MS = 1000;

let isStopping = false;
let stoppingSince = 0;
process.on("SIGINT", onSignal);
process.on("SIGTERM", onSignal);
watchAncestors(stop);

// The dashboard second: by then the database is up to date, and the server has a password for it.
const server = begin("@roster/server", "dist/main.js");
const ready = await firstMessage<ReadyMessage>(server);
const dashboard =
  ready === undefined || isStopping ? undefined : begin("@roster/web", "dist/start.js");
const shown = dashboard && (await firstMessage<{ url: string }>(dashboard));
if (ready && shown && !isStopping) console.log(renderBanner(ready, shown.url));
const codes = await Promise.all(children.map(({ exited }) => exited));
process.exitCode = codes.find((code) => code !== 0) ?? 0;

/** Starts an app; when it ends, for whatever reason, so does all. */
function begin(name: string, program: string): Child {
  const folder = dirname(require.resolve(`${name}/package.json`));
  const child = startChild(join(folder, program), { cwd: folder });
  children.push(child);
  void child.exited.then(stop);
  return child;
}

/** A child that is told twice to stop stops at once. */
function onSignal(): void {
  if (!isStopping) stop();
  else if (performance.now() - stoppingSince >= ONE_SIGNAL_MS) tellChildren();
}

function stop(): void {
  if (isStopping) return;
  isStopping = true;
  stoppingSince = performance.now();
  tellChildren();
}

function tellChildren(): void {
  for (const child of children) void stopChild(child);
}
