import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** What the command line app needs to reach this server; its own configuration file has this form. */
export interface ServerCredentials {
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
}

/** Keeps the first app's credentials where only the owner can read them. */
export function writeCredentials(path: string, credentials: ServerCredentials): void {
  const text = `${JSON.stringify(credentials, null, 2)}\n`;
  if (existsSync(path) && readFileSync(path, "utf8") === text) return;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, text, { mode: 0o600 });
  chmodSync(path, 0o600); // the mode above is for a new file alone
}
