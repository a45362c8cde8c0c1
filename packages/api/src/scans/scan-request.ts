import type { ScanRequest } from "@roster/db";
import type { Actor } from "../auth/actor.js";
import type { Services } from "../services.js";

interface ScanCaller {
  readonly actor: Actor;
  readonly services: Pick<Services, "scanDeadlines">;
  readonly getSignal?: (() => AbortSignal) | undefined;
  readonly onScan?: (() => void) | undefined;
}

/** The request of this caller for scans. Administration, such as a schema check, may take longer than a query. */
export function scanRequestOf(
  { actor, services, getSignal, onScan }: ScanCaller,
  { isAdministration = false } = {},
): ScanRequest {
  const { appId, kind } = actor;
  const deadlineMs = services.scanDeadlines[isAdministration ? "admin" : kind];
  const userId = kind === "user" ? actor.userId : undefined;
  return { appId, userId, deadlineMs, startedAt: performance.now(), signal: getSignal?.(), onScan };
}
