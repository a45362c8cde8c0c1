import { AppError } from "@roster/contract";
import type { Actor } from "../auth/actor.js";
import { burstOf, type Rate, type RateStatus, type TokenBuckets } from "./token-bucket.js";

/** Calls per minute, of which an expensive one counts as several; 0 means unlimited. */
export interface RateSettings {
  /** Per app, shared by all its keys and users. */
  readonly perApp: number;
  /** Per API key, which can have a lower one of its own. */
  readonly perKey: number;
  /** Per user, shared by all tokens of that user. */
  readonly perUser: number;
}

/** What a scan counts as: a call whose cost grows with the number of the app's users. */
export const SCAN_CALLS = 20;

/** How many users a call may read or write for each call that it counts as. */
const USERS_PER_CALL = 100;

/** What a call that names this many users counts as. */
export const callsForUsers = (users: number) => Math.ceil(users / USERS_PER_CALL);

/** A third, so that a page of a browser can make some scans at once. */
const USER_BURST_SHARE = 1 / 3;

/** A bucket from which calls are taken. */
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

/** What to take for a call. */
export interface Charge {
  readonly calls: number;
  /** What the call has taken before: after a rejection it has to be taken again. */
  readonly before: number;
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
   * Takes calls from each of the caller's buckets, or from none. Reports the bucket with the fewest calls left to `onStatus`. A call that
   * counts as more than a burst takes a full bucket.
   *
   * @throws AppError RATE_LIMITED with the seconds to wait.
   */
  async take(
    caller: LimitedCaller,
    { calls, before }: Charge,
    onStatus?: (status: RateStatus) => void,
  ): Promise<void> {
    let tightest: RateStatus | undefined;
    const taken: (() => void)[] = [];
    for (const { id, rate, owner } of this.#bucketsOf(caller)) {
      const most = Math.max(0, burstOf(rate) - before);
      const count = Math.min(calls, most);
      const taking = this.#buckets.take(id, rate, count);
      const result = taking instanceof Promise ? await taking : taking;
      if (!tightest || result.remaining < tightest.remaining) tightest = result;
      if (result.waitMs === 0) {
        taken.push(() => this.#buckets.giveBack(id, rate, count));
        continue;
      }
      for (const giveBack of taken) giveBack();
      onStatus?.(result);
      const waitMs = result.waitMs + (before * 60_000) / rate.perMinute;
      const retryAfterSeconds = Math.ceil(waitMs) / 1000;
      throw new AppError(
        "RATE_LIMITED",
        `This ${owner} may make ${rate.perMinute} calls per minute${countedAs(calls + before)}; retry in ${retryAfterSeconds} s`,
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
      const rate = { perMinute: perUser, burstShare: USER_BURST_SHARE };
      buckets.push({ id, rate, owner: "user" });
    }
    const keyRate = tighter(perKey, actor.kind === "admin" ? 0 : (actor.ratePerMinute ?? 0));
    if (keyRate > 0) {
      buckets.push({ id: `key ${apiKey}`, rate: { perMinute: keyRate }, owner: "API key" });
    }
    if (perApp > 0) {
      buckets.push({ id: `app ${appId}`, rate: { perMinute: perApp }, owner: "app" });
    }
    return buckets;
  }
}

/** Of two rates of which 0 means unlimited. */
const tighter = (a: number, b: number) => (a > 0 && b > 0 ? Math.min(a, b) : Math.max(a, b));

const countedAs = (calls: number) => (calls > 1 ? `, and this one counts as ${calls}` : "");
