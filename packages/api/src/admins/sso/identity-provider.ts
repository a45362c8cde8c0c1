import {
  allowInsecureRequests,
  authorizationCodeGrant,
  AuthorizationResponseError,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  clockTolerance,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from "openid-client";
import type { OidcSettings } from "./oidc-settings.js";
import { isLoopback, providerFetch } from "./provider-fetch.js";
import { SsoError } from "./sso-error.js";

const TIMEOUT_SECONDS = 10;
/** By how much the provider's clock may differ. */
const CLOCK_TOLERANCE_SECONDS = 30;
/** How long the provider's metadata is used before it is read again. */
const METADATA_MILLISECONDS = 60 * 60 * 1000;

/** How long an unreachable provider is not asked again. */
const FAILURE_MILLISECONDS = 5000;

type Claims = Readonly<Record<string, unknown>>;

/** What one sign-in must come back with. */
export interface SsoFlow {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

/** What the provider says about a person. Issuer and subject identify it; everything else can change. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
  readonly claims: Claims;
}

/** One OpenID Connect provider: the authorization code flow with PKCE, state and nonce. */
export class IdentityProvider {
  readonly #settings: OidcSettings & { readonly redirectUrl: string };
  /** In milliseconds. */
  readonly #now: () => number;
  #metadata: Promise<Configuration> | undefined;
  #lastConfig: Configuration | undefined;
  #readAgainAt = 0;

  constructor(
    settings: OidcSettings & { readonly redirectUrl: string },
    now: () => number = () => performance.now(),
  ) {
    this.#settings = settings;
    this.#now = now;
  }

  /** Where to send the browser, and what to check when it comes back. @throws SsoError */
  async start(): Promise<{ url: string; flow: SsoFlow }> {
    const config = await this.#configure();
    const flow = {
      state: randomState(),
      nonce: randomNonce(),
      codeVerifier: randomPKCECodeVerifier(),
    };
    const url = buildAuthorizationUrl(config, {
      redirect_uri: this.#settings.redirectUrl,
      scope: this.#settings.scopes,
      state: flow.state,
      nonce: flow.nonce,
      code_challenge: await calculatePKCECodeChallenge(flow.codeVerifier),
      code_challenge_method: "S256",
    });
    return { url: url.href, flow };
  }

  /** Exchanges the code for the identity, after all checks. @throws SsoError */
  async finish(query: URLSearchParams, flow: SsoFlow): Promise<Identity> {
    const config = await this.#configure();
    const url = new URL(this.#settings.redirectUrl);
    url.search = query.toString();
    try {
      const tokens = await authorizationCodeGrant(config, url, {
        expectedState: flow.state,
        expectedNonce: flow.nonce,
        pkceCodeVerifier: flow.codeVerifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) throw new Error("The provider sent no ID token");
      const { userinfo_endpoint: endpoint } = config.serverMetadata();
      // Many providers put the e-mail address only there. Its subject must be the ID token's.
      const more = endpoint ? await fetchUserInfo(config, tokens.access_token, claims.sub) : {};
      return { issuer: claims.iss, subject: claims.sub, claims: mergeClaims(claims, more) };
    } catch (error) {
      throw toSsoError(error);
    }
  }

  /** Reads the provider's metadata, once an hour and once for all that wait for it. */
  #configure(): Promise<Configuration> {
    if (this.#metadata && this.#now() < this.#readAgainAt) return this.#metadata;
    this.#readAgainAt = Infinity;
    this.#metadata = discover(this.#settings).then(
      (config) => {
        this.#readAgainAt = this.#now() + METADATA_MILLISECONDS;
        this.#lastConfig = config;
        return config;
      },
      (error: unknown) => {
        // Strangers could otherwise have an unreachable provider called endlessly.
        this.#readAgainAt = this.#now() + FAILURE_MILLISECONDS;
        if (this.#lastConfig) return this.#lastConfig;
        throw new SsoError("unavailable", messageOf(error), { cause: error });
      },
    );
    return this.#metadata;
  }
}

/** `email_verified` is about the address of the same source, never about the other's. */
function mergeClaims(token: Claims, userInfo: Claims): Claims {
  const { email, email_verified } = token["email"] === undefined ? userInfo : token;
  return { ...userInfo, ...token, email, email_verified };
}

async function discover(settings: OidcSettings): Promise<Configuration> {
  const { issuer, clientId, clientSecret } = settings;
  const url = new URL(issuer);
  return discovery(
    url,
    clientId,
    { [clockTolerance]: CLOCK_TOLERANCE_SECONDS },
    (server, ...request) => {
      const methods = server.token_endpoint_auth_methods_supported;
      const isPostOnly = methods !== undefined && !methods.includes("client_secret_basic");
      const authenticate = isPostOnly ? ClientSecretPost : ClientSecretBasic;
      return authenticate(clientSecret)(server, ...request);
    },
    {
      timeout: TIMEOUT_SECONDS,
      [customFetch]: providerFetch,
      // providerFetch rejects plain HTTP to other machines.
      execute: [
        // oxlint-disable-next-line typescript/no-deprecated -- marked to stand out; only for this machine
        ...(isLoopback(url.hostname) ? [allowInsecureRequests] : []),
        enableNonRepudiationChecks,
      ],
    },
  );
}

function toSsoError(error: unknown): SsoError {
  if (error instanceof AuthorizationResponseError) {
    return new SsoError("denied", error.error, { cause: error });
  }
  return new SsoError(isUnreachable(error) ? "unavailable" : "invalid", messageOf(error), {
    cause: error,
  });
}

/** Whether the request failed, as opposed to its response. fetch reports that as a TypeError, a timeout as DOMException. */
function isUnreachable(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof TypeError && cause.message === "fetch failed") return true;
    if (cause.name === "TimeoutError") return true;
  }
  return false;
}

/** The innermost reason: openid-client wraps what oauth4webapi and fetch throw. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error
    ? `${error.message}: ${messageOf(error.cause)}`
    : error.message;
}
