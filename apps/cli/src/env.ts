import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/** Everything that the app takes from its surroundings. An empty variable counts as absent. */
export interface Environment {
  readonly url: string | undefined;
  readonly apiKey: string | undefined;
  readonly apiSecret: string | undefined;
  /** Path of the config file to read instead of looking for one. */
  readonly config: string | undefined;
  /** The folder to look for a config file in, and in all above it. */
  readonly folder: string;
  /** Where this account's own settings are kept. */
  readonly accountFolder: string;
}

export function readEnvironment(): Environment {
  const { ROSTER_URL, ROSTER_API_KEY, ROSTER_API_SECRET, ROSTER_CONFIG, XDG_CONFIG_HOME } =
    process.env;
  return {
    url: ROSTER_URL || undefined,
    apiKey: ROSTER_API_KEY || undefined,
    apiSecret: ROSTER_API_SECRET || undefined,
    config: ROSTER_CONFIG || undefined,
    folder: process.cwd(),
    accountFolder: accountFolder(XDG_CONFIG_HOME),
  };
}

/** @see XDG Base Directory Specification: a relative path in it is to be ignored */
function accountFolder(configHome: string | undefined): string {
  const isUsable = configHome !== undefined && isAbsolute(configHome);
  return join(isUsable ? configHome : join(homedir(), ".config"), "roster");
}
