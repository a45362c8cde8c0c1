import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { environmentWith } from "../env.js";

/** The longest a stop may take, in milliseconds. */
const STOP_LIMIT = 15_000;

/** One of our programs in a child process. */
export interface Child extends AsyncDisposable {
  readonly pid: number;
  /** The next message. Throws with the last output on stderr if the child exits instead. */
  nextMessage(): Promise<unknown>;
  send(message: object): void;
}

export interface StartOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly execArgv?: readonly string[];
  readonly args?: readonly string[];
}

export function startChild(program: string | URL, options: StartOptions = {}): Child {
  const { environment = {}, execArgv = [], args = [] } = options;
  const path = typeof program === "string" ? program : fileURLToPath(program);
  const child = fork(path, args, {
    env: environmentWith(environment),
    execArgv: [...execArgv],
    // Ctrl-C then reaches only the parent, which stops its children in order.
    detached: true,
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  const exited = once(child, "exit");
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-2000);
  });
  return {
    pid: child.pid ?? 0,
    async nextMessage() {
      const ended = exited.then(() => {
        throw new Error(`${path} exited: ${said}`);
      });
      const message = once(child, "message").then(([first]: unknown[]) => first);
      return Promise.race([message, ended]);
    },
    send: (message) => void child.send(message),
    [Symbol.asyncDispose]: () => stop(child, exited),
  };
}

async function stop(child: ChildProcess, exited: Promise<unknown>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), STOP_LIMIT);
  await exited;
  clearTimeout(timer);
}
