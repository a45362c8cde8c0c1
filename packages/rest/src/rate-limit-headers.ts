import type { RateStatus } from "@roster/api";

/** The headers that SDKs read from every response: integers; `reset` is in seconds since 1970. */
export function toRateLimitHeaders(status: RateStatus | undefined): Record<string, string> {
  if (!status) return {};
  return {
    "x-ratelimit-limit": String(status.limit),
    "x-ratelimit-remaining": String(status.remaining),
    "x-ratelimit-reset": String(Math.ceil(status.resetAt / 1000)),
  };
}
