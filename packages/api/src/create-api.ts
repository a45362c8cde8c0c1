import { randomUUID } from "node:crypto";
import { type App, MAX_PAGE_BYTES } from "@roster/contract";
import type { Database } from "@roster/db";
import { type AdminInApp, enterApp, listAppsOf } from "./admins/enter-app.js";
import { createSignIn, type SignInOptions } from "./admins/create-sign-in.js";
import type { SecondFactors } from "./admins/factors/second-factors.js";
import { Invitations } from "./admins/invitations.js";
import type { AdminSession, AdminSessions } from "./admins/sessions.js";
import { SignInLimits } from "./admins/sign-in-limits.js";
import type { SingleSignOn } from "./admins/sso/single-sign-on.js";
import { toApp } from "./apps/app.js";
import { addAppWithKey, type AppWithKey, type NewAppWithKey } from "./apps/add-app-with-key.js";
import { Authenticator } from "./auth/authenticator.js";
import { ErasedIds } from "./auth/erased-ids.js";
import { Keyring } from "./auth/keyring.js";
import type { MasterKeySource } from "./auth/master-keys.js";
import { SecretBox } from "./auth/secret-box.js";
import { bootstrap, type BootstrapResult, type BootstrapSettings } from "./bootstrap.js";
import { assertInputLength } from "./trpc/assert-input-length.js";
import { admit } from "./trpc/admit.js";
import type { Caller, Context, RequestContext } from "./trpc/context.js";
import { DataSchemas } from "./data-schema/data-schemas.js";
import type { Logger } from "./logger.js";
import { LeasedBuckets } from "./rate-limit/leased-buckets.js";
import { MemoryBuckets } from "./rate-limit/memory-buckets.js";
import type { RateStatus } from "./rate-limit/token-bucket.js";
import { RateLimiter, type RateSettings } from "./rate-limit/rate-limiter.js";
import { Readiness } from "./readiness.js";
import { type ResponseLimits, ResponseMemory } from "./response-memory.js";
import { router } from "./router.js";
import { defaultScanDeadlines, type ScanDeadlines } from "./scans/scan-deadlines.js";
import type { Services } from "./services.js";
import { createCallerFactory } from "./trpc/procedure.js";
import { proceduresByPath } from "./trpc/procedures-by-path.js";

export interface ApiOptions {
  readonly database: Database;
  /** 32 bytes in base64 or hex; encrypts API secrets. Of several, the first one seals and all of them open. */
  readonly masterKey: MasterKeySource;
  /** The maximum size of a user's data as JSON, in bytes. */
  readonly maxDataBytes: number;
  /** Default: 2 s for end users, 15 s for server tokens, 300 s for administration. */
  readonly scanDeadlines?: ScanDeadlines;
  /** Default: 24 MiB of data in all responses, 4 MiB on a page. */
  readonly responseLimits?: Partial<ResponseLimits>;
  readonly log: Logger;
  /** Absent: no rate limits. `isShared`: other processes serve the same database. */
  readonly rates?: RateSettings & { readonly isShared: boolean };
  /** By how many seconds the clocks of those who issue tokens may differ. Default: 30. */
  readonly tokenLeewaySeconds?: number;
  /** How people sign in to the dashboard; only the dashboard needs it. */
  readonly signIn?: SignInOptions;
  /** The time that `exp` is compared with. Default: the system clock. */
  readonly now?: () => Date;
  /** Milliseconds, unaffected by changes of the system clock. Default: `performance.now()`. */
  readonly monotonicNow?: () => number;
}

/** The API, ready to be mounted: everything that a surface needs. */
export interface Api {
  readonly router: typeof router;
  createContext(caller: Caller, request?: RequestContext): Context;
  /**
   * Authenticates the caller, applies its rate limits, and checks whether it may call the procedure at `path`;
   * procedures called with the result do not authenticate or count again.
   */
  admit(context: Context, path: string): Promise<Context>;
  /** Call before parsing the input of an admitted caller. @throws AppError TOO_LARGE */
  readonly assertInputLength: typeof assertInputLength;
  readonly createCaller: ReturnType<typeof createCallerFactory<typeof router._def.record>>;
  readonly adminSessions: AdminSessions;
  readonly invitations: Invitations;
  readonly secondFactors: SecondFactors;
  /** Absent if it is not configured. */
  readonly singleSignOn: SingleSignOn | undefined;
  /** @throws AppError NOT_FOUND if there is no such app, or not for this administrator. */
  enterApp(session: AdminSession, appId: string): Promise<AdminInApp>;
  /** The apps that this administrator can access, oldest first. */
  listApps(session: AdminSession): Promise<App[]>;
  /** The rate status for callers that are not authenticated; undefined if apps have no limit. */
  fullRateStatus(): RateStatus | undefined;
  readonly responseMemory: ResponseMemory;
  readonly readiness: Readiness;
  /** Ensures that an app, an API key and an administrator exist. Idempotent. */
  bootstrap(settings: BootstrapSettings): Promise<BootstrapResult>;
  /** Adds an app and its first key, for the operator of the machine. @throws AppError INVALID */
  addApp(app: NewAppWithKey): Promise<AppWithKey>;
}

const defaultResponseLimits: ResponseLimits = {
  maxResponsesBytes: 24 * 1024 * 1024,
  maxPageBytes: MAX_PAGE_BYTES,
  minPageBytes: 65_536,
};

const DEFAULT_TOKEN_LEEWAY_SECONDS = 30;

const accessTo = proceduresByPath(router);

/** The composition root. */
export function createApi(options: ApiOptions): Api {
  const { database, maxDataBytes, log, now = () => new Date() } = options;
  const box = new SecretBox(options.masterKey);
  const keyring = new Keyring(database.apiKeys, box, options.monotonicNow);
  const authenticator = new Authenticator(keyring, database.apiKeyUses, {
    now,
    leewaySeconds: options.tokenLeewaySeconds ?? DEFAULT_TOKEN_LEEWAY_SECONDS,
  });
  const signInLimits = new SignInLimits(database.signInLimits);
  const signIn = createSignIn({ database, limits: signInLimits, box, now }, options.signIn);
  const dataSchemas = new DataSchemas(database.dataSchemas, options.monotonicNow);
  const services: Services = {
    database,
    keyring,
    erasedIds: new ErasedIds(options.masterKey),
    authenticator,
    signInLimits,
    ...signIn.services,
    dataSchemas,
    maxDataBytes,
    responseMemory: new ResponseMemory({ ...defaultResponseLimits, ...options.responseLimits }),
    scanDeadlines: options.scanDeadlines ?? defaultScanDeadlines,
    now,
    log,
    rateLimiter: createRateLimiter(options, now),
  };
  return {
    router,
    createContext: (caller, { requestId = randomUUID(), surface = "trpc", ...request } = {}) => ({
      ...request,
      requestId,
      surface,
      services,
      caller,
    }),
    admit: (context, path) => admit(context, { path, access: accessTo[path]?._def.meta }),
    assertInputLength,
    createCaller: createCallerFactory(router),
    adminSessions: signIn.adminSessions,
    secondFactors: signIn.secondFactors,
    singleSignOn: signIn.singleSignOn,
    invitations: new Invitations(database, signIn.adminSessions),
    enterApp: (session, appId) => enterApp(database, session, appId),
    listApps: async ({ admin }) => (await listAppsOf(database, admin)).map(toApp),
    responseMemory: services.responseMemory,
    fullRateStatus: () => services.rateLimiter?.fullStatus(),
    readiness: new Readiness(() => database.migrationState()),
    bootstrap: (settings) => bootstrap(services, settings),
    addApp: (app) => addAppWithKey(services, app),
  };
}

function createRateLimiter({ rates, database }: ApiOptions, now: () => Date) {
  if (!rates) return undefined;
  const { isShared, ...settings } = rates;
  const buckets = isShared ? new LeasedBuckets(database.rateBuckets, now) : new MemoryBuckets(now);
  return new RateLimiter(settings, buckets, now);
}
