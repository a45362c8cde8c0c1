import { isAbsolute, join, relative } from "node:path";
import { type Config, findConfigFile, isReadableByOthers, readConfigFile } from "./config-file.js";
import type { Environment } from "../env.js";

export const DEFAULT_URL = "http://localhost:8000";

/** The flags that every command accepts. */
export interface Flags {
  readonly url?: string | undefined;
  readonly apiKey?: string | undefined;
  readonly apiSecret?: string | undefined;
  readonly config?: string | undefined;
  readonly onBehalfOf?: string | undefined;
}

/** The flag and variable of each setting. The config file uses the setting's own name. */
export const settingNames = {
  url: { flag: "--url", variable: "ROSTER_URL" },
  apiKey: { flag: "--api-key", variable: "ROSTER_API_KEY" },
  apiSecret: { flag: "--api-secret", variable: "ROSTER_API_SECRET" },
} as const;
export type SettingName = keyof typeof settingNames;

/** A setting and its source: a flag, a variable, a file, `default` or `not set`. */
export interface Setting {
  readonly value: string | undefined;
  readonly source: string;
}

export interface Settings extends Readonly<Record<SettingName, Setting>> {
  /** The config file that was read, if any. */
  readonly configFile: string | undefined;
  /** Problems to report that do not stop the command. */
  readonly warnings: readonly string[];
}

/**
 * Resolves each setting separately: flag, then variable, then config file, then default.
 *
 * @throws AppError INVALID for a config file that cannot be read.
 */
export function readSettings(flags: Flags, environment: Environment): Settings {
  const path =
    flags.config ??
    environment.config ??
    findConfigFile(environment.folder, userConfigFile(environment));
  const config: Config = path === undefined ? {} : readConfigFile(path);
  const configFile = path && displayPath(path, environment);

  const find = (name: SettingName): Setting => {
    const { flag, variable } = settingNames[name];
    if (flags[name] !== undefined) return { value: flags[name], source: flag };
    if (environment[name] !== undefined) return { value: environment[name], source: variable };
    if (config[name] !== undefined) return { value: config[name], source: configFile ?? "" };
    if (name === "url") return { value: DEFAULT_URL, source: "default" };
    return { value: undefined, source: "not set" };
  };
  const isExposed =
    path !== undefined && config.apiSecret !== undefined && isReadableByOthers(path);
  const warnings = isExposed
    ? [`${configFile} contains a secret that other accounts can read; run chmod 600 ${configFile}`]
    : [];
  return {
    url: find("url"),
    apiKey: find("apiKey"),
    apiSecret: find("apiSecret"),
    configFile,
    warnings,
  };
}

/** The config file for folders without their own. */
export function userConfigFile({ configHome: accountFolder }: Environment): string {
  return join(accountFolder, "config.json");
}

/** A path relative to the current folder, unless it is outside of it. */
export function displayPath(path: string, { folder }: Environment): string {
  const shown = relative(folder, path);
  return shown.startsWith("..") || isAbsolute(shown) ? path : shown;
}
