import { AppError } from "@roster/contract";
import type { Actor } from "../auth/actor.js";
import { burstOf, type Rate, type RateStatus, type TokenBuckets } from "./token-bucket.js";

/** Calls per minute; 0 means unlimited. */
export interface RateSettings {
  /** Per app, shared by all its keys and users. */
  readonly perApp: number;
  /** Per API key. */
  readonly perKey: number;
  /** Per user, shared by all tokens of that user. */
  readonly perUser: number;
}

/** A bucket from which a call is taken. */
interface BucketRequest {
  readonly id: string;
  readonly rate: Rate;
  readonly owner: "user" | "API key" | "app";
}

/** A caller with verified credentials; the dashboard's administrator is not rate-limited. */
interface LimitedCaller {
  readonly actor: Actor;
  readonly apiKey: string;
}

/** Limits how fast apps, keys and users make calls. Each has its own bucket. */
export class RateLimiter {
  readonly #settings: RateSettings;
  readonly #buckets: TokenBuckets;
  readonly #now: () => Date;

  constructor(settings: RateSettings, buckets: TokenBuckets, now: () => Date) {
    this.#settings = settings;
    this.#buckets = buckets;
    this.#now = now;
  }

  /**
   * Takes a call from each of the caller's buckets, the narrowest first, so that a call rejected by its own
   * bucket takes nothing from shared ones. Reports the bucket with the fewest calls left to `onStatus`.
   *
   * @throws AppError RATE_LIMITED with the seconds to wait.
   */
  async take(caller: LimitedCaller, onStatus?: (status: RateStatus) => void): Promise<void> {
    let tightest: RateStatus | undefined;
    for (const { id, rate, owner } of this.#bucketsOf(caller)) {
      const taking = this.#buckets.take(id, rate);
      const result = taking instanceof Promise ? await taking : taking;
      if (!tightest || result.remaining < tightest.remaining) tightest = result;
      if (result.waitMs === 0) continue;
      onStatus?.(result);
      const retryAfterSeconds = Math.ceil(result.waitMs) / 1000;
      throw new AppError(
        "RATE_LIMITED",
        `This ${owner} may make ${rate.perMinute} calls per minute; retry in ${retryAfterSeconds} s`,
        { details: { retryAfterSeconds } },
      );
    }
    if (tightest) onStatus?.(tightest);
  }

  /** An app's full bucket, for callers that are not authenticated. Undefined if apps have no limit. */
  fullStatus(): RateStatus | undefined {
    const { perApp } = this.#settings;
    if (perApp === 0) return undefined;
    const remaining = burstOf({ perMinute: perApp });
    return { limit: perApp, remaining, resetAt: this.#now().getTime() };
  }

  #bucketsOf({ actor, apiKey }: LimitedCaller): BucketRequest[] {
    const { perApp, perKey, perUser } = this.#settings;
    const { appId } = actor;
    const buckets: BucketRequest[] = [];
    if (actor.kind === "user" && perUser > 0) {
      const id = `user ${appId} ${actor.userId}`;
      buckets.push({ id, rate: { perMinute: perUser }, owner: "user" });
    }
    if (perKey > 0) {
      buckets.push({ id: `key ${apiKey}`, rate: { perMinute: perKey }, owner: "API key" });
    }
    if (perApp > 0) {
      buckets.push({ id: `app ${appId}`, rate: { perMinute: perApp }, owner: "app" });
    }
    return buckets;
  }
}
