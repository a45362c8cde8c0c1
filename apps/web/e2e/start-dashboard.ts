import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** The built dashboard. */
export const dashboardProgram = fileURLToPath(new URL("../dist/start.js", import.meta.url));

export interface DashboardProcess extends AsyncDisposable {
  readonly url: string;
  /** Sends the signal and returns the exit code. */
  stop(signal: "SIGTERM" | "SIGINT"): Promise<unknown>;
}

/** Starts the production build as a separate process on a free port. */
export async function startDashboard(
  environment: Record<string, string>,
): Promise<DashboardProcess> {
  const child = spawn(process.execPath, [dashboardProgram], {
    env: { NODE_ENV: "test", PATH: process.env["PATH"], WEB_PORT: "0", ...environment },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const exited = once(child, "exit");
  const failed = exited.then(([code]) => {
    throw new Error(`The dashboard exited with ${code} before it was ready`);
  });
  const [message]: unknown[] = await Promise.race([once(child, "message"), failed]);
  failed.catch(() => {}); // once it is ready, its exit is no longer an error
  const isReady = typeof message === "object" && message !== null && "url" in message;
  const stop = async (signal: "SIGTERM" | "SIGINT") => {
    child.kill(signal);
    return (await exited)[0] as unknown;
  };
  return {
    url: isReady ? String(message.url) : "",
    stop,
    [Symbol.asyncDispose]: async () => void (child.exitCode === null && (await stop("SIGTERM"))),
  };
}
