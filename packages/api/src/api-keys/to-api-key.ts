import type { ApiKey } from "@roster/contract";
import { type ApiKeyRow, toTimestamp } from "@roster/db";

/** The row without its secret. */
export function toApiKey(row: ApiKeyRow): ApiKey {
  const { key, name, readsAudit, createdAt, revokedAt, lastUsedAt } = row;
  return {
    key,
    name,
    readsAudit,
    createdAt: toTimestamp(createdAt),
    revokedAt: revokedAt === null ? null : toTimestamp(revokedAt),
    lastUsedAt: lastUsedAt === null ? null : toTimestamp(lastUsedAt),
  };
}
