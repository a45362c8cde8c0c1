import { AppError } from "@roster/contract";
import type { Environment } from "../env.js";
import {
  userConfigFile,
  DEFAULT_URL,
  type SettingName,
  settingNames,
  type Settings,
  displayPath,
} from "./settings.js";

/** What a client needs to call the API. */
export interface Credentials {
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
}

/**
 * Checks that the settings are complete.
 *
 * @throws AppError INVALID for an invalid URL; UNAUTHENTICATED for a missing key or secret, listing where
 * they were searched for and what to do.
 */
export function requireCredentials(settings: Settings, environment: Environment): Credentials {
  const { value: apiKey } = settings.apiKey;
  const { value: apiSecret } = settings.apiSecret;
  if (apiKey && apiSecret) return { url: requireUrl(settings), apiKey, apiSecret };
  const missing: SettingName[] = [];
  if (!apiKey) missing.push("apiKey");
  if (!apiSecret) missing.push("apiSecret");
  throw new AppError("UNAUTHENTICATED", describeMissing(missing, settings, environment));
}

function requireUrl({ url: { value = DEFAULT_URL, source } }: Settings): string {
  if (/^https?:\/\//.test(value) && URL.canParse(value)) return value;
  throw new AppError(
    "INVALID",
    `${JSON.stringify(value)} (${source}) is not a valid URL; use one like ${DEFAULT_URL}`,
  );
}

function describeMissing(
  missing: readonly SettingName[],
  { configFile }: Settings,
  environment: Environment,
): string {
  const names = { url: "URL", apiKey: "API key", apiSecret: "API secret" };
  const list = (texts: readonly string[]) => texts.join(" and ");
  const files =
    configFile === undefined
      ? [
          "roster.json and .data/roster.json in this folder and its parents: not found",
          `${displayPath(userConfigFile(environment), environment)}: not found`,
        ]
      : [`${configFile}: found, but without ${list(missing)}`];
  const locations = [
    `${list(missing.map((name) => settingNames[name].flag))} on the command line`,
    `${list(missing.map((name) => settingNames[name].variable))} in the environment`,
    ...files,
  ];
  return [
    `Missing ${list(missing.map((name) => names[name]))}. Searched:`,
    ...locations.map((location) => `  ${location}`),
    "A Roster server keeps both in .data/roster.json in its installation folder: run roster there, pass",
    "that file with --config, or set the variables.",
  ].join("\n");
}
