import type { ApiKey } from "@roster/contract";
import { type ApiKeyRow, toTimestamp } from "@roster/db";

/** The row without its secret. */
export function toApiKey(row: ApiKeyRow): ApiKey {
  const { key, name, createdAt, revokedAt, lastUsedAt } = row;
  return {
    key,
    name,
    createdAt: toTimestamp(createdAt),
    revokedAt: revokedAt === null ? null : toTimestamp(revokedAt),
    lastUsedAt: lastUsedAt === null ? null : toTimestamp(lastUsedAt),
  };
}
