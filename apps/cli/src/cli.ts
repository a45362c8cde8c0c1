import type { RosterClient } from "@roster/client";
import { type Credentials, requireCredentials } from "./settings/credentials.js";
import type { Environment } from "./env.js";
import type { Output } from "./output/output.js";
import { type Flags, readSettings, type Settings } from "./settings/settings.js";

/** What every command works with. Flags and output are as the command line asks: known once it is read. */
export interface Cli {
  readonly environment: Environment;
  readonly flags: Flags;
  readonly output: Output;
}

/** Reads the settings, and says on stderr what is doubtful in them. */
export function loadSettings({ flags, environment, output }: Cli): Settings {
  const settings = readSettings(flags, environment);
  for (const warning of settings.warnings) output.warn(warning);
  return settings;
}

/** @throws AppError UNAUTHENTICATED where API key or secret are missing. */
export function readCredentials(cli: Cli): Credentials {
  return requireCredentials(loadSettings(cli), cli.environment);
}

/** The client that the settings describe; nothing is sent yet. */
export async function connect(cli: Cli, credentials = readCredentials(cli)): Promise<RosterClient> {
  // Loaded here, so that help and mistyped commands are answered without it.
  const { createClient } = await import("@roster/client");
  return createClient(credentials);
}
