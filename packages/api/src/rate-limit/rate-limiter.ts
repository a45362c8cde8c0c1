import { AppError } from "@roster/contract";
import type { Actor } from "../auth/actor.js";
import type { TokenBuckets } from "./buckets.js";
import { burstOf, type Rate, type RateStatus } from "./token-bucket.js";

/** Calls a minute; 0: any number. */
export interface RateSettings {
  /** Of an app, by all its keys and users together. */
  readonly perApp: number;
  /** Of an API key. */
  readonly perKey: number;
  /** Of a user, by all tokens that name it together. */
  readonly perUser: number;
}

/** One bucket that a call is taken from. */
interface BucketRequest {
  readonly id: string;
  readonly rate: Rate;
  readonly owner: string;
}

/** Says which calls come too soon. Each app, key and user has a bucket of its own and drains no other's. */
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
   * Takes a call from each bucket of the caller's, the narrowest first, so that who is refused by its own takes
   * nothing from those that it shares. Tells of the one that has the least left.
   *
   * @throws AppError RATE_LIMITED, with how long to wait.
   */
  async take(caller: LimitedCaller, tell?: (status: RateStatus) => void): Promise<void> {
    let tightest: RateStatus | undefined;
    for (const { id, rate, owner } of this.#bucketsOf(caller)) {
      const answer = this.#buckets.take(id, rate);
      const taken = answer instanceof Promise ? await answer : answer;
      if (!tightest || taken.remaining < tightest.remaining) tightest = taken;
      if (taken.waitMs === 0) continue;
      tell?.(taken);
      const retryAfterSeconds = Math.ceil(taken.waitMs) / 1000;
      throw new AppError(
        "RATE_LIMITED",
        `This ${owner} may make ${rate.perMinute} calls a minute; wait ${retryAfterSeconds} s for the next`,
        { details: { retryAfterSeconds } },
      );
    }
    if (tightest) tell?.(tightest);
  }

  /** What a caller who is not known may be told: an app's full bucket. Undefined where apps have no limit. */
  fullStatus(): RateStatus | undefined {
    const { perApp } = this.#settings;
    if (perApp === 0) return undefined;
    const remaining = burstOf({ perMinute: perApp });
    return { limit: perApp, remaining, resetAt: this.#now().getTime() };
  }

  #bucketsOf({ actor, apiKey }: LimitedCaller): BucketRequest[] {
    const { perApp, perKey, perUser } = this.#settings;
    const requests: BucketRequest[] = [];
    const { appId } = actor;
    if (actor.kind === "user" && perUser > 0) {
      requests.push({
        id: `user ${appId} ${actor.userId}`,
        rate: { perMinute: perUser },
        owner: "user",
      });
    }
    if (perKey > 0)
      requests.push({ id: `key ${apiKey}`, rate: { perMinute: perKey }, owner: "API key" });
    if (perApp > 0)
      requests.push({ id: `app ${appId}`, rate: { perMinute: perApp }, owner: "app" });
    return requests;
  }
}

/** Whose credentials were verified; the dashboard's administrator is none of them. */
interface LimitedCaller {
  readonly actor: Actor;
  readonly apiKey: string;
}
