import { randomUUID } from "node:crypto";
import type { App } from "@roster/contract";
import type { Database } from "@roster/db";
import { AdminSessions } from "./admins/sessions.js";
import { SignInLimits } from "./admins/sign-in-limits.js";
import { findApp } from "./apps/find-app.js";
import { Authenticator } from "./auth/authenticator.js";
import { Keyring } from "./auth/keyring.js";
import type { MasterKeySource } from "./auth/master-keys.js";
import { SecretBox } from "./auth/secret-box.js";
import { bootstrap, type BootstrapResult, type BootstrapSettings } from "./bootstrap.js";
import type { Caller, Context, RequestObserver } from "./trpc/context.js";
import { DataSchemas } from "./data-schema/data-schemas.js";
import type { CallEvent } from "./trpc/call-event.js";
import type { Logger } from "./logger.js";
import { LeasedBuckets } from "./rate-limit/leased-buckets.js";
import { MemoryBuckets } from "./rate-limit/memory-buckets.js";
import type { RateStatus } from "./rate-limit/token-bucket.js";
import { RateLimiter, type RateSettings } from "./rate-limit/rate-limiter.js";
import { Readiness } from "./readiness.js";
import { router } from "./router.js";
import type { Services } from "./services.js";
import { createCallerFactory } from "./trpc/procedure.js";

export interface ApiOptions {
  readonly database: Database;
  /** 32 bytes in base64 or hex; API secrets are encrypted with it. Several: the first seals, all open. */
  readonly masterKey: MasterKeySource;
  /** The most bytes that one user's data may have as JSON. */
  readonly maxDataBytes: number;
  readonly log: Logger;
  /** Absent: nobody is limited. `isShared` where other processes serve the same database. */
  readonly rates?: RateSettings & { readonly isShared: boolean };
  /** What `exp` is compared with. Default: the system's clock. */
  readonly now?: () => Date;
  /** Milliseconds that no setting of a clock moves. Default: the process's. */
  readonly monotonicNow?: () => number;
  /** Told of every call of a procedure when it has ended, whichever surface it came by; must not throw. */
  readonly onCall?: (call: CallEvent) => void;
}

/** The API, ready to be mounted: no surface needs anything else of this package. */
export interface Api {
  readonly router: typeof router;
  /** Without a trace the request gets an id of its own. */
  createContext(caller: Caller, trace?: RequestObserver): Context;
  readonly createCaller: ReturnType<typeof createCallerFactory<typeof router._def.record>>;
  readonly adminSessions: AdminSessions;
  /**
   * The app that a surface is about to let the administrator act in.
   *
   * @throws AppError NOT_FOUND
   */
  findApp(id: string): Promise<App>;
  /** What a caller who is not known has of its rate; undefined where there is none. */
  fullRateStatus(): RateStatus | undefined;
  readonly readiness: Readiness;
  /** Makes sure that there is an app, a key and an administrator; safe at every start. */
  bootstrap(settings: BootstrapSettings): Promise<BootstrapResult>;
}

/** The composition root. */
export function createApi(options: ApiOptions): Api {
  const { database, maxDataBytes, log, now = () => new Date() } = options;
  const box = new SecretBox(options.masterKey);
  const keyring = new Keyring(database.apiKeys, box, options.monotonicNow);
  const authenticator = new Authenticator(keyring, database.apiKeyUses, now);
  const signInLimits = new SignInLimits(database.signInLimits);
  const dataSchemas = new DataSchemas(database.dataSchemas);
  const services: Services = {
    database,
    keyring,
    authenticator,
    signInLimits,
    dataSchemas,
    maxDataBytes,
    now,
    log,
    rateLimiter: createRateLimiter(options, now),
    onCall: options.onCall,
  };
  return {
    router,
    createContext: (caller, trace = { requestId: randomUUID() }) => ({
      services,
      caller,
      requestId: trace.requestId,
      ...(trace.onCall && { onCall: trace.onCall }),
      ...(trace.onRate && { onRate: trace.onRate }),
    }),
    createCaller: createCallerFactory(router),
    adminSessions: new AdminSessions(database, signInLimits),
    findApp: (id) => findApp(database, id),
    fullRateStatus: () => services.rateLimiter?.fullStatus(),
    readiness: new Readiness(() => database.migrationState()),
    bootstrap: (settings) => bootstrap(services, settings),
  };
}

function createRateLimiter({ rates, database }: ApiOptions, now: () => Date) {
  if (!rates) return undefined;
  const { isShared, ...settings } = rates;
  const buckets = isShared ? new LeasedBuckets(database.rateBuckets, now) : new MemoryBuckets(now);
  return new RateLimiter(settings, buckets, now);
}
