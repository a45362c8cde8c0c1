import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import type { IdentityProvider } from "../identity-provider.js";

/** A provider whose responses a test can falsify, unlike a real one's. */
export interface TestIssuer extends AsyncDisposable {
  readonly url: string;
  readonly settings: {
    issuer: string;
    clientId: string;
    clientSecret: string;
    scopes: string;
    allowed: string[];
    roleClaim: undefined;
    redirectUrl: string;
  };
  /** Claims that replace those of the next ID tokens. */
  claims: JWTPayload;
  userInfo: Record<string, unknown>;
  /** Replaces the response of a path, such as `/token`. */
  readonly responses: Map<string, (response: ServerResponse) => void>;
  /** The provider's part of a sign-in: what the browser comes back with. */
  signIn(authorizationUrl: string): URLSearchParams;
}

const CLIENT = { clientId: "roster", clientSecret: "a secret of the client" };

export async function openTestIssuer(): Promise<TestIssuer> {
  const { publicKey, privateKey } = await generateKeyPair("ES256");
  const jwk = { ...(await exportJWK(publicKey)), kid: "1", alg: "ES256" };
  /** Per code, what was asked for; each works once. */
  const codes = new Map<string, { nonce: string; challenge: string }>();

  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "", "http://issuer").pathname;
    const replaced = issuer.responses.get(path);
    if (replaced) return replaced(response);
    void respond(path, request).then(
      (body) => send(response, body === undefined ? 404 : 200, body ?? {}),
      (error: unknown) =>
        send(response, 400, { error: "invalid_grant", error_description: String(error) }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on TCP has such an address.
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function respond(path: string, request: IncomingMessage) {
    if (path === "/.well-known/openid-configuration") return metadata(url);
    if (path === "/keys") return { keys: [jwk] };
    if (path === "/userinfo") return { sub: "ada", ...issuer.userInfo };
    if (path !== "/token") return undefined;
    const form = new URLSearchParams(await readAll(request));
    const asked = codes.get(form.get("code") ?? "");
    codes.delete(form.get("code") ?? "");
    if (!asked) throw new Error("The code is unknown or used");
    const verifier = createHash("sha256").update(form.get("code_verifier") ?? "");
    if (verifier.digest("base64url") !== asked.challenge) throw new Error("wrong code verifier");
    const token = new SignJWT({
      iss: url,
      aud: CLIENT.clientId,
      sub: "ada",
      nonce: asked.nonce,
      iat: Math.floor(Date.now() / 1000),
      exp: Math.floor(Date.now() / 1000) + 300,
      email: "ada@example.com",
      email_verified: true,
      ...issuer.claims,
    });
    const idToken = await token.setProtectedHeader({ alg: "ES256", kid: "1" }).sign(privateKey);
    return { access_token: "access", token_type: "Bearer", id_token: idToken };
  }

  const issuer: TestIssuer = {
    url,
    settings: {
      issuer: url,
      ...CLIENT,
      scopes: "openid email profile",
      allowed: [],
      roleClaim: undefined,
      redirectUrl: "http://localhost:3000/sign-in/sso/callback",
    },
    claims: {},
    userInfo: {},
    responses: new Map(),
    signIn(authorizationUrl) {
      const { searchParams } = new URL(authorizationUrl);
      const code = randomUUID();
      const nonce = searchParams.get("nonce") ?? "";
      codes.set(code, { nonce, challenge: searchParams.get("code_challenge") ?? "" });
      return new URLSearchParams({ code, state: searchParams.get("state") ?? "" });
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return issuer;
}

const metadata = (url: string) => ({
  issuer: url,
  authorization_endpoint: `${url}/authorize`,
  token_endpoint: `${url}/token`,
  userinfo_endpoint: `${url}/userinfo`,
  jwks_uri: `${url}/keys`,
  response_types_supported: ["code"],
  subject_types_supported: ["public"],
  id_token_signing_alg_values_supported: ["ES256"],
});

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString();
}

/** One whole sign-in with the provider. */
export async function finishAt(issuer: TestIssuer, provider: IdentityProvider) {
  const { url, flow } = await provider.start();
  return provider.finish(issuer.signIn(url), flow);
}
