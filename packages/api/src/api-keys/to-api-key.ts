import type { ApiKey } from "@roster/contract";
import { type ApiKeyRow, toTimestamp } from "@roster/db";
import { rangesOf, scopesOf } from "../auth/key-rights.js";

/** The row without its secrets, as it is at the time `now`. */
export function toApiKey(row: ApiKeyRow, now: bigint): ApiKey {
  const { key, name, ratePerMinute, createdAt, previousSecretUntil: until } = row;
  return {
    key,
    name,
    scopes: scopesOf(row),
    expiresAt: toTime(row.expiresAt),
    ratePerMinute,
    allowFrom: rangesOf(row),
    createdAt: toTimestamp(createdAt),
    revokedAt: toTime(row.revokedAt),
    lastUsedAt: toTime(row.lastUsedAt),
    previousSecretUntil: toTime(until !== null && until > now ? until : null),
  };
}

const toTime = (at: bigint | null) => (at === null ? null : toTimestamp(at));
