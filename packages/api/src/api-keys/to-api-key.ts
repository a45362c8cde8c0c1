import type { ApiKey } from "@roster/contract";
import { type ApiKeyRow, toTimestamp } from "@roster/db";

/** The row without its secret. */
export function toApiKey({ key, name, createdAt, revokedAt }: ApiKeyRow): ApiKey {
  return {
    key,
    name,
    createdAt: toTimestamp(createdAt),
    revokedAt: revokedAt === null ? null : toTimestamp(revokedAt),
  };
}
