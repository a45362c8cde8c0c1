import type { Database, SignInWays } from "@roster/db";
import type { WebAuthn } from "./admins/factors/web-authn.js";
import type { SealedStates } from "./admins/sealed-states.js";
import type { SignInLimits } from "./admins/sign-in-limits.js";
import type { Authenticator } from "./auth/authenticator.js";
import type { ErasedIds } from "./auth/erased-ids.js";
import type { Keyring } from "./auth/keyring.js";
import type { SecretBox } from "./auth/secret-box.js";
import type { DataSchemas } from "./data-schema/data-schemas.js";
import type { Logger } from "./logger.js";
import type { ResponseMemory } from "./response-memory.js";
import type { RateLimiter } from "./rate-limit/rate-limiter.js";
import type { ScanDeadlines } from "./scans/scan-deadlines.js";

/** The dependencies of procedures, created once by createApi. */
export interface Services {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly erasedIds: ErasedIds;
  readonly authenticator: Authenticator;
  readonly signInLimits: SignInLimits;
  readonly secretBox: SecretBox;
  readonly states: SealedStates;
  /** Absent in a process without a dashboard. */
  readonly webAuthn: WebAuthn | undefined;
  readonly signInWays: SignInWays;
  readonly dataSchemas: DataSchemas;
  /** The maximum size of a user's data as JSON, in bytes. */
  readonly maxDataBytes: number;
  readonly scanDeadlines: ScanDeadlines;
  readonly responseMemory: ResponseMemory;
  readonly now: () => Date;
  readonly log: Logger;
  /** Absent if there are no rate limits. */
  readonly rateLimiter: RateLimiter | undefined;
}
