import { randomUUID } from "node:crypto";
import type { Database, SignInWays, StoredAdmin } from "@roster/db";
import { z } from "zod";
import { toMicros } from "../../to-micros.js";
import type { SealedStates } from "../sealed-states.js";
import type { AdminSessions, NewSession, SignInClient } from "../sessions.js";
import type { SignInLimits } from "../sign-in-limits.js";
import { hashToken } from "../random-token.js";
import { findAdministrator } from "./find-administrator.js";
import type { IdentityProvider, SsoFlow } from "./identity-provider.js";
import type { OidcSettings } from "./oidc-settings.js";
import { SsoError, type SsoFailure } from "./sso-error.js";

const FLOW_SECONDS = 600;

const BROWSER_SECONDS = 365 * 24 * 60 * 60;

const Browser = z.object({ id: z.string() });

const Flow = z.object({ state: z.string(), nonce: z.string(), codeVerifier: z.string() });

interface Dependencies {
  readonly database: Pick<Database, "admins" | "audit" | "identities" | "secondFactors">;
  readonly sessions: AdminSessions;
  readonly limits: SignInLimits;
  readonly states: SealedStates;
  readonly provider: Pick<IdentityProvider, "start" | "finish">;
  readonly settings: OidcSettings;
  readonly ways: SignInWays;
  readonly now: () => Date;
}

/** What a browser comes back with. */
export interface SsoCallback {
  readonly query: URLSearchParams;
  /** The value that `start` returned. */
  readonly flowCookie: string | undefined;
}

export interface SsoSource extends SignInClient {
  /** The cookie that an earlier sign-in gave this browser. It grants nothing. */
  readonly browserCookie?: string | undefined;
}

interface SsoSession extends NewSession {
  readonly browserCookie: string;
}

type Failed = { readonly failure: SsoFailure | "rateLimited" };

/** Signs administrators in with an OpenID Connect provider. No failure opens a session. */
export class SingleSignOn {
  /** How long a browser keeps the cookie of a sign-in. */
  readonly flowSeconds = FLOW_SECONDS;
  readonly browserSeconds = BROWSER_SECONDS;
  readonly #needs: Dependencies;
  #lastRecorded: SsoError | undefined;

  constructor(dependencies: Dependencies) {
    this.#needs = dependencies;
  }

  /** Where to send the browser, and the cookie that binds the sign-in to it. */
  start(source: SsoSource): Promise<{ url: string; flowCookie: string } | Failed> {
    const { provider, states } = this.#needs;
    return this.#attempt(source, async () => {
      const { url, flow } = await provider.start();
      return { url, flowCookie: states.seal("sso sign-in", flow, FLOW_SECONDS) };
    });
  }

  /** Only failures after the provider was asked count: strangers cannot lock out others at their address. */
  async finish(
    { query, flowCookie }: SsoCallback,
    source: SsoSource,
  ): Promise<SsoSession | Failed> {
    const { limits, sessions, states } = this.#needs;
    const flow = states.open("sso sign-in", Flow, flowCookie);
    if (!flow || query.get("state") !== flow.state) return { failure: "expired" };
    const result = await this.#attempt(source, () => this.#identify(query, flow));
    if ("failure" in result) return result;
    await limits.forget(this.#sourceOf(source));
    const session = await sessions.open(result, source, { method: "sso" });
    const browser = { id: randomUUID() };
    return { ...session, browserCookie: states.seal("sso browser", browser, BROWSER_SECONDS) };
  }

  async #identify(query: URLSearchParams, flow: SsoFlow): Promise<StoredAdmin> {
    const { provider, database, settings, ways, now } = this.#needs;
    const identity = await provider.finish(query, flow);
    if (!(await database.secondFactors.useChallenge(hashToken(flow.state), FLOW_SECONDS))) {
      throw new SsoError("expired", "This sign-in was finished before");
    }
    return findAdministrator(identity, { database, settings, ways, now: toMicros(now()) });
  }

  /** Records failures, and counts those that the provider is not to blame for. */
  async #attempt<Result>(source: SsoSource, work: () => Promise<Result>): Promise<Result | Failed> {
    const { limits, sessions } = this.#needs;
    const name = this.#sourceOf(source);
    if (!(await limits.isFree(name))) return { failure: "rateLimited" };
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof SsoError)) throw error;
      const { reason, message } = error;
      if (reason !== "unavailable") await limits.countFailure(name);
      // The provider throws one error while it remembers that it was unreachable.
      if (error !== this.#lastRecorded) {
        const details = { method: "sso", reason, message: message.slice(0, MAX_MESSAGE) };
        await sessions.recordFailure(null, source, details);
      }
      this.#lastRecorded = error;
      return { failure: reason };
    }
  }

  /** A browser that signed in before is counted apart from its address. */
  #sourceOf({ address, browserCookie }: SsoSource): string {
    const known = this.#needs.states.open("sso browser", Browser, browserCookie);
    return known ? `sso browser ${known.id}` : `sso ${address}`;
  }
}

const MAX_MESSAGE = 500;
