import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** What `roster` needs to reach this server, in the format of its config file. */
export interface ServerCredentials {
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
}

/** Saves the first app's credentials, readable only by the owner. */
export function writeCredentials(path: string, credentials: ServerCredentials): void {
  const text = `${JSON.stringify(credentials, null, 2)}\n`;
  if (existsSync(path) && readFileSync(path, "utf8") === text) return;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, text, { mode: 0o600 });
  chmodSync(path, 0o600); // the mode above applies only to a new file
}
