import { join } from "node:path";
import type { BootstrapResult } from "@roster/api";
import type { Ready } from "../banner.js";
import { keepCredentials } from "./credentials-file.js";
import { type Settings, shownPath } from "../env.js";

export interface Announcement {
  readonly bootstrapped: BootstrapResult;
  readonly port: number;
  readonly processIds: readonly number[];
  readonly metricsUrl: string | undefined;
}

/** Keeps the first app's credentials in their file; what is to be told of a server that now serves. */
export function announce(
  settings: Settings,
  { bootstrapped, port, processIds, metricsUrl }: Announcement,
): Ready {
  const { apiKey, apiSecret, isNewKey, newAdminPassword } = bootstrapped;
  const apiUrl = `http://${settings.host ?? "localhost"}:${port}`;
  const isChosen = settings.apiKey !== undefined;
  const credentialsFile = isChosen ? undefined : join(settings.dataFolder, "roster.json");
  if (credentialsFile !== undefined) {
    keepCredentials(credentialsFile, { url: apiUrl, apiKey, apiSecret });
  }
  return {
    apiUrl,
    processIds,
    metricsUrl,
    credentialsFile: credentialsFile && shownPath(credentialsFile),
    newKey: isNewKey ? { apiKey, apiSecret } : undefined,
    newAdminPassword,
  };
}
