import type { RateStatus } from "@roster/api";

/** The headers that SDKs read of every answer; whole numbers, the last in seconds since 1970. */
export function toRateLimitHeaders(status: RateStatus | undefined): Record<string, string> {
  if (!status) return {};
  return {
    "x-ratelimit-limit": String(status.limit),
    "x-ratelimit-remaining": String(status.remaining),
    "x-ratelimit-reset": String(Math.ceil(status.resetAt / 1000)),
  };
}

/** Of the statuses of one request's calls, the one that has the least left. */
export function lowestRemaining(one: RateStatus | undefined, other: RateStatus): RateStatus {
  return one && one.remaining < other.remaining ? one : other;
}
