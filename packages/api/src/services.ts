import type { Database } from "@roster/db";
import type { SignInLimits } from "./admins/sign-in-limits.js";
import type { Authenticator } from "./auth/authenticator.js";
import type { Keyring } from "./auth/keyring.js";
import type { DataSchemas } from "./data-schema/data-schemas.js";
import type { CallEvent } from "./trpc/call-event.js";
import type { Logger } from "./logger.js";
import type { RateLimiter } from "./rate-limit/rate-limiter.js";

/** What procedures work with; made once by createApi. */
export interface Services {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly authenticator: Authenticator;
  readonly signInLimits: SignInLimits;
  readonly dataSchemas: DataSchemas;
  /** The most bytes that one user's data may have as JSON. */
  readonly maxDataBytes: number;
  readonly now: () => Date;
  readonly log: Logger;
  /** Absent where nobody is limited. */
  readonly rateLimiter: RateLimiter | undefined;
  /** Told of every call when it has ended; must not throw. */
  readonly onCall: ((call: CallEvent) => void) | undefined;
}
