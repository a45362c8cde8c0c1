import type { Server } from "node:http";

/** Settings of the floor and the baseline, passed as arguments. */
export interface SubjectSettings {
  readonly url: string;
  readonly appId: string;
  /** Of the floor: whether commits run on a thread. */
  readonly isThreaded: boolean;
}

export function readSubjectSettings(): SubjectSettings {
  const [url = "", appId = "", threaded] = process.argv.slice(2);
  return { url, appId, isThreaded: threaded === "threaded" };
}

/** Listens on a free loopback port, reports it, and exits with the parent process. */
export function serve(server: Server): void {
  server.keepAliveTimeout = 75_000;
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    if (typeof address === "object" && address) process.send?.({ port: address.port });
  });
  process.on("disconnect", () => process.exit());
  process.on("SIGTERM", () => process.exit());
}
