import { type Database, defaultWays, type SignInWays } from "@roster/db";
import type { SecretBox } from "../auth/secret-box.js";
import { SecondFactors } from "./factors/second-factors.js";
import type { WebAuthn } from "./factors/web-authn.js";
import { SealedStates } from "./sealed-states.js";
import { AdminSessions } from "./sessions.js";
import type { SignInLimits } from "./sign-in-limits.js";
import type { IdentityProvider } from "./sso/identity-provider.js";
import type { OidcSettings } from "./sso/oidc-settings.js";
import { SingleSignOn } from "./sso/single-sign-on.js";

/** How people sign in to the dashboard. */
export interface SignInOptions {
  readonly webAuthn: WebAuthn;
  readonly sso?:
    { readonly provider: IdentityProvider; readonly settings: OidcSettings } | undefined;
  readonly allowsPasswords: boolean;
}

interface Parts {
  readonly database: Database;
  readonly limits: SignInLimits;
  readonly box: SecretBox;
  readonly now: () => Date;
}

/** Without options: with passwords, and what second factors need no address of a dashboard. */
export function createSignIn(parts: Parts, options: SignInOptions | undefined) {
  const { database, limits, box, now } = parts;
  const states = new SealedStates(box, now);
  const webAuthn = options?.webAuthn;
  const secondFactors = new SecondFactors({
    ...parts,
    states,
    webAuthn,
    getSessions: () => adminSessions,
  });
  const adminSessions = new AdminSessions({
    database,
    limits,
    beginSecondFactor: (admin) => secondFactors.begin(admin),
    allowsPasswords: options?.allowsPasswords,
  });
  const ways = waysOf(options);
  const shared = { database, sessions: adminSessions, limits, states, ways, now };
  const singleSignOn = options?.sso && new SingleSignOn({ ...shared, ...options.sso });
  return {
    adminSessions,
    secondFactors,
    singleSignOn,
    services: { secretBox: box, states, webAuthn, signInWays: ways },
  };
}

const waysOf = (options: SignInOptions | undefined): SignInWays =>
  options
    ? {
        passwords: options.allowsPasswords,
        issuer: options.sso?.settings.issuer ?? null,
        passkeys: true,
      }
    : defaultWays;
