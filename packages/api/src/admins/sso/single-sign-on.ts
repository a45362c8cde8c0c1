import { createHash } from "node:crypto";
import { AppError } from "@roster/contract";
import type { Database, StoredAdmin } from "@roster/db";
import { z } from "zod";
import type { SealedStates } from "../sealed-states.js";
import type { AdminSessions, NewSession, SignInClient } from "../sessions.js";
import type { SignInLimits } from "../sign-in-limits.js";
import { findAdministrator } from "./find-administrator.js";
import type { IdentityProvider } from "./identity-provider.js";
import type { OidcSettings } from "./oidc-settings.js";
import { SsoError, type SsoFailure } from "./sso-error.js";

const FLOW_SECONDS = 600;

const Flow = z.object({ state: z.string(), nonce: z.string(), codeVerifier: z.string() });

interface Dependencies {
  readonly database: Pick<Database, "admins" | "identities" | "secondFactors">;
  readonly sessions: AdminSessions;
  readonly limits: SignInLimits;
  readonly states: SealedStates;
  readonly provider: Pick<IdentityProvider, "start" | "finish">;
  readonly settings: OidcSettings;
  readonly now: () => Date;
}

/** What a browser comes back with. */
export interface SsoCallback {
  readonly query: URLSearchParams;
  /** The value that `start` returned. */
  readonly flowCookie: string | undefined;
}

type Failed = { readonly failure: SsoFailure | "rateLimited" };

/** Signs administrators in with an OpenID Connect provider. Every failure is recorded and opens no session. */
export class SingleSignOn {
  /** How long a browser keeps the cookie of a sign-in. */
  readonly flowSeconds = FLOW_SECONDS;
  readonly #needs: Dependencies;

  constructor(dependencies: Dependencies) {
    this.#needs = dependencies;
  }

  /** Where to send the browser, and the cookie that binds the sign-in to it. */
  async start(client: SignInClient): Promise<{ url: string; flowCookie: string } | Failed> {
    const { provider, states } = this.#needs;
    try {
      const { url, flow } = await provider.start();
      return { url, flowCookie: states.seal("sso sign-in", flow, FLOW_SECONDS) };
    } catch (error) {
      return this.#attempt(client, async () => {
        throw error;
      });
    }
  }

  async finish(callback: SsoCallback, client: SignInClient): Promise<NewSession | Failed> {
    const result = await this.#attempt(client, () => this.#identify(callback));
    if ("failure" in result) return result;
    return this.#needs.sessions.open(result, client, { method: "sso" });
  }

  async #identify({ query, flowCookie }: SsoCallback): Promise<StoredAdmin> {
    const { provider, states, database, settings, now } = this.#needs;
    const flow = states.open("sso sign-in", Flow, flowCookie);
    if (!flow || query.get("state") !== flow.state) {
      throw new SsoError("expired", "This browser has not started the sign-in, or too long ago");
    }
    const identity = await provider.finish(query, flow);
    const used = createHash("sha256").update(flow.state).digest("base64url");
    if (!(await database.secondFactors.useChallenge(used, FLOW_SECONDS))) {
      throw new SsoError("expired", "This sign-in was finished before");
    }
    const micros = BigInt(now().getTime()) * 1000n;
    return findAdministrator(identity, { database, settings, now: micros });
  }

  /** Counts failures per address, so that nobody fills the log or makes Roster call the provider endlessly. */
  async #attempt<Result>(
    client: SignInClient,
    work: () => Promise<Result>,
  ): Promise<Result | Failed> {
    const { limits, sessions } = this.#needs;
    let result: Result | Failed = { failure: "invalid" };
    try {
      await limits.attempt({ name: `sso ${client.address}`, isUntrusted: false }, async () => {
        try {
          result = await work();
          return true;
        } catch (error) {
          if (!(error instanceof SsoError)) throw error;
          const { reason, message } = error;
          result = { failure: reason };
          await sessions.recordFailure(null, client, {
            method: "sso",
            reason,
            message: message.slice(0, MAX_MESSAGE),
          });
          return false;
        }
      });
    } catch (error) {
      if (error instanceof AppError && error.code === "RATE_LIMITED")
        return { failure: "rateLimited" };
      throw error;
    }
    return result;
  }
}

const MAX_MESSAGE = 500;
