import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/** Everything the CLI reads from its environment. An empty variable counts as unset. */
export interface Environment {
  readonly url: string | undefined;
  readonly apiKey: string | undefined;
  readonly apiSecret: string | undefined;
  /** Who is at the terminal, for the history and the audit log. */
  readonly onBehalfOf: string | undefined;
  /** Path of the config file to read instead of searching for one. */
  readonly config: string | undefined;
  /** Where the search for a config file starts; it continues in the parent folders. */
  readonly folder: string;
  /** The folder of the current account's settings. */
  readonly configHome: string;
}

export function readEnvironment(): Environment {
  const { ROSTER_URL, ROSTER_API_KEY, ROSTER_API_SECRET, ROSTER_CONFIG, XDG_CONFIG_HOME } =
    process.env;
  const { ROSTER_ON_BEHALF_OF } = process.env;
  return {
    url: ROSTER_URL || undefined,
    apiKey: ROSTER_API_KEY || undefined,
    apiSecret: ROSTER_API_SECRET || undefined,
    onBehalfOf: ROSTER_ON_BEHALF_OF || undefined,
    config: ROSTER_CONFIG || undefined,
    folder: process.cwd(),
    configHome: findConfigHome(XDG_CONFIG_HOME),
  };
}

/** @see XDG Base Directory Specification: relative paths are ignored */
function findConfigHome(configHome: string | undefined): string {
  const isUsable = configHome !== undefined && isAbsolute(configHome);
  return join(isUsable ? configHome : join(homedir(), ".config"), "roster");
}
