import { join } from "node:path";
import type { BootstrapResult } from "@roster/api";
import type { ReadyMessage } from "../banner.js";
import { writeCredentials } from "./credentials-file.js";
import { type Settings, displayPath } from "../env.js";

export interface StartFacts {
  readonly bootstrapped: BootstrapResult;
  readonly port: number;
  readonly processIds: readonly number[];
  readonly metricsUrl: string | undefined;
}

/** Saves the first app's credentials and returns the message for the launcher. */
export function completeStart(
  settings: Settings,
  { bootstrapped, port, processIds, metricsUrl }: StartFacts,
): ReadyMessage {
  const { apiKey, apiSecret, isNewKey, newAdminPassword } = bootstrapped;
  const apiUrl = `http://${settings.host ?? "localhost"}:${port}`;
  const isKeyFromSettings = settings.apiKey !== undefined;
  const credentialsFile = isKeyFromSettings ? undefined : join(settings.dataFolder, "roster.json");
  if (credentialsFile !== undefined) {
    writeCredentials(credentialsFile, { url: apiUrl, apiKey, apiSecret });
  }
  return {
    apiUrl,
    processIds,
    metricsUrl,
    credentialsFile: credentialsFile && displayPath(credentialsFile),
    newKey: isNewKey ? { apiKey, apiSecret } : undefined,
    newAdminPassword,
  };
}
