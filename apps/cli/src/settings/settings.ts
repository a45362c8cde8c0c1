import { isAbsolute, join, relative } from "node:path";
import { type Config, findConfigFile, isOpenToOthers, readConfigFile } from "./config-file.js";
import type { Environment } from "../env.js";

export const DEFAULT_URL = "http://localhost:8000";

/** The flags that every command takes. */
export interface Flags {
  readonly url?: string | undefined;
  readonly apiKey?: string | undefined;
  readonly apiSecret?: string | undefined;
  readonly config?: string | undefined;
}

/** What each setting is called where it can be set; in the config file it has its own name. */
export const settingNames = {
  url: { flag: "--url", variable: "ROSTER_URL" },
  apiKey: { flag: "--api-key", variable: "ROSTER_API_KEY" },
  apiSecret: { flag: "--api-secret", variable: "ROSTER_API_SECRET" },
} as const;
export type SettingName = keyof typeof settingNames;

/** A setting and where it came from: a flag, a variable, a file, `default` or `not set`. */
export interface Setting {
  readonly value: string | undefined;
  readonly source: string;
}

export interface Settings extends Readonly<Record<SettingName, Setting>> {
  /** The config file that was read; absent where there is none. */
  readonly configFile: string | undefined;
  /** What the user should know, though everything goes on. */
  readonly warnings: readonly string[];
}

/**
 * Each setting by itself: from its flag, else its variable, else the config file, else the default.
 *
 * @throws AppError INVALID for a config file that cannot be read.
 */
export function readSettings(flags: Flags, environment: Environment): Settings {
  const path =
    flags.config ??
    environment.config ??
    findConfigFile(environment.folder, accountFile(environment));
  const config: Config = path === undefined ? {} : readConfigFile(path);
  const configFile = path && shownPath(path, environment);

  const find = (name: SettingName): Setting => {
    const { flag, variable } = settingNames[name];
    if (flags[name] !== undefined) return { value: flags[name], source: flag };
    if (environment[name] !== undefined) return { value: environment[name], source: variable };
    if (config[name] !== undefined) return { value: config[name], source: configFile ?? "" };
    if (name === "url") return { value: DEFAULT_URL, source: "default" };
    return { value: undefined, source: "not set" };
  };
  const isExposed = path !== undefined && config.apiSecret !== undefined && isOpenToOthers(path);
  const warnings = isExposed
    ? [`${configFile} holds a secret and other accounts can read it; chmod 600 ${configFile}`]
    : [];
  return {
    url: find("url"),
    apiKey: find("apiKey"),
    apiSecret: find("apiSecret"),
    configFile,
    warnings,
  };
}

/** The config file that counts in all folders which have none of their own. */
export function accountFile({ accountFolder }: Environment): string {
  return join(accountFolder, "config.json");
}

/** A path as one would type it in the current folder. */
export function shownPath(path: string, { folder }: Environment): string {
  const shown = relative(folder, path);
  return shown.startsWith("..") || isAbsolute(shown) ? path : shown;
}
