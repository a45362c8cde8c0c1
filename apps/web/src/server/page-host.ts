import "server-only";
import type { Host } from "@/server/host";

/** What start.ts has put there before it loads Next. */
export function getHost(): Host {
  if (globalThis.rosterHost) return globalThis.rosterHost;
  throw new Error("The dashboard is to be started by its start script, not by next start");
}
