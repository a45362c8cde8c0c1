import type { ApiKey, ApiKeySecret } from "@roster/client";
import { toSecond } from "./change-text.js";
import { toSafeText } from "./json-text.js";
import type { Output } from "./output.js";

export const keyTitles = ["KEY", "NAME", "STATE", "LAST USED", "LIMITS", "SCOPES"];

export const keyCells = (key: ApiKey, now: Date) => [
  key.key,
  toSafeText(key.name),
  stateOf(key, now),
  key.lastUsedAt === null ? "never" : toSecond(key.lastUsedAt),
  limitsOf(key),
  key.scopes.join(" "),
];

/** Prints the credentials as lines for an environment file, and when the previous secret ends. */
export function writeSecret(output: Output, added: ApiKeySecret): void {
  const { apiKey, secret } = added;
  output.result(added, () => `ROSTER_API_KEY=${apiKey.key}\nROSTER_API_SECRET=${secret}`);
  output.note("Save the secret now: it is not shown again.");
  const until = apiKey.previousSecretUntil;
  if (until !== null) output.note(`The previous secret works until ${until}.`);
}

function stateOf({ revokedAt, expiresAt }: ApiKey, now: Date): string {
  if (revokedAt !== null) return `revoked ${toSecond(revokedAt)}`;
  if (expiresAt === null) return "active";
  const isOver = Date.parse(expiresAt) <= now.getTime();
  return `${isOver ? "expired" : "expires"} ${toSecond(expiresAt)}`;
}

function limitsOf({ ratePerMinute, allowFrom }: ApiKey): string {
  const rate = ratePerMinute === null ? [] : [`${ratePerMinute}/min`];
  return [...rate, ...(allowFrom ?? [])].join(" ") || "-";
}
