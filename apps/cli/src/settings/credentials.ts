import { AppError } from "@roster/contract";
import type { Environment } from "../env.js";
import {
  accountFile,
  DEFAULT_URL,
  type SettingName,
  settingNames,
  type Settings,
  shownPath,
} from "./settings.js";

/** What a client needs. */
export interface Credentials {
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
}

/**
 * The settings, complete.
 *
 * @throws AppError INVALID for a URL that is none; UNAUTHENTICATED where key or secret are missing, with
 * where they were looked for and what to do.
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
    `${JSON.stringify(value)} (${source}) is not a URL; write it like ${DEFAULT_URL}`,
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
          "roster.json and .data/roster.json, in this folder and each above it: none is there",
          `${shownPath(accountFile(environment), environment)}: is not there`,
        ]
      : [`${configFile}: is there, without ${list(missing)}`];
  const places = [
    `${list(missing.map((name) => settingNames[name].flag))} on the command line`,
    `${list(missing.map((name) => settingNames[name].variable))} in the environment`,
    ...files,
  ];
  return [
    `There is no ${missing.map((name) => names[name]).join(" and no ")}. Looked for:`,
    ...places.map((place) => `  ${place}`),
    "A Roster server keeps both in .data/roster.json of the folder it is installed in: go there, or name",
    "that file with --config, or set the variables.",
  ].join("\n");
}
