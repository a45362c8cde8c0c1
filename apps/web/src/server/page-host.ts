import "server-only";
import type { Host } from "@/server/host";

/** The host that start.ts has set before it loads Next. */
export function getHost(): Host {
  if (globalThis.rosterHost) return globalThis.rosterHost;
  throw new Error("Start the dashboard with its start script, not with next start");
}
