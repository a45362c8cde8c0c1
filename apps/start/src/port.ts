import { once } from "node:events";
import { connect, createServer } from "node:net";

/** @throws Error that says so in one line, when something listens on the port already. */
export async function assertPortFree(port: number, setting: string): Promise<void> {
  const probe = createServer();
  try {
    probe.listen(port, "127.0.0.1");
    await once(probe, "listening");
  } catch {
    throw new Error(`Port ${port} is in use; stop what uses it, or set ${setting} to another`);
  }
  probe.close();
  await once(probe, "close");
}

/** Resolves when something accepts connections on the port. */
export async function portOpens(port: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    if (await accepts(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "localhost");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}
