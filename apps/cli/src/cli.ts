import type { RosterClient } from "@roster/client";
import { type Credentials, requireCredentials } from "./settings/credentials.js";
import type { Environment } from "./env.js";
import type { Output } from "./output/output.js";
import { type Flags, readSettings, type Settings } from "./settings/settings.js";

/** The context of every command. `flags` and `output` are available once the arguments are parsed. */
export interface Cli {
  readonly environment: Environment;
  readonly flags: Flags;
  readonly output: Output;
}

/** Reads the settings and prints their warnings on stderr. */
export function loadSettings({ flags, environment, output }: Cli): Settings {
  const settings = readSettings(flags, environment);
  for (const warning of settings.warnings) output.warn(warning);
  return settings;
}

/** @throws AppError UNAUTHENTICATED if the API key or secret is missing. */
export function readCredentials(cli: Cli): Credentials {
  return requireCredentials(loadSettings(cli), cli.environment);
}

/**
 * Creates a client from the settings, without sending anything. It gives up soon: a person who has mistyped a URL
 * does not want to wait for a server to appear there.
 */
export async function connect(cli: Cli): Promise<RosterClient> {
  const { createClient } = await loadClient();
  return createClient({ ...readCredentials(cli), ...readActor(cli), retries: 2 });
}

/** The same for calls of which many follow each other, which should survive a restart of the server. */
export async function connectForMany(
  cli: Cli,
  credentials = readCredentials(cli),
): Promise<RosterClient> {
  const { createClient } = await loadClient();
  return createClient({ ...credentials, ...readActor(cli) });
}

/** The client's option for the person at the terminal. */
function readActor({ flags, environment }: Cli): { readonly onBehalfOf?: string } {
  const onBehalfOf = flags.onBehalfOf ?? environment.onBehalfOf;
  return onBehalfOf === undefined ? {} : { onBehalfOf };
}

/** Lazily, so that help and usage errors start fast. */
const loadClient = () => import("@roster/client");
