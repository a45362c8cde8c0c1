import { expect, test } from "vitest";
import { IdentityProvider } from "./identity-provider.js";
import { SsoError } from "./sso-error.js";
import { finishAt, openTestIssuer } from "./testing/test-issuer.js";

/** Why the sign-in fails. */
async function failureOf(call: Promise<unknown>) {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof SsoError ? error.reason : error;
}

test("returns issuer, subject and claims, with the e-mail address from the user info", async () => {
  await using issuer = await openTestIssuer();
  issuer.claims = { email: undefined, email_verified: undefined };
  issuer.userInfo = { email: "ada@example.org", email_verified: true, sub: "ada" };
  const identity = await finishAt(issuer, new IdentityProvider(issuer.settings));
  expect(identity).toMatchObject({
    issuer: issuer.url,
    subject: "ada",
    claims: { email: "ada@example.org", email_verified: true },
  });
});

test.each([
  ["another nonce", { nonce: "another" }],
  ["another audience", { aud: "another client" }],
  ["another issuer", { iss: "https://other.example.com" }],
  ["an expired ID token", { exp: 1_700_000_000 }],
  ["a subject that is not the user info's", { sub: "grace" }],
])("rejects %s", async (_title, claims) => {
  await using issuer = await openTestIssuer();
  issuer.claims = claims;
  expect(await failureOf(finishAt(issuer, new IdentityProvider(issuer.settings)))).toBe("invalid");
});

test("rejects an ID token that another key signed", async () => {
  await using issuer = await openTestIssuer();
  await using other = await openTestIssuer();
  const keys = await (await fetch(`${other.url}/keys`)).text();
  issuer.responses.set("/keys", (response) => {
    response.setHeader("content-type", "application/json").end(keys);
  });
  expect(await failureOf(finishAt(issuer, new IdentityProvider(issuer.settings)))).toBe("invalid");
});

test("rejects a code that was used before, and another state", async () => {
  await using issuer = await openTestIssuer();
  const provider = new IdentityProvider(issuer.settings);
  const { url, flow } = await provider.start();
  const query = issuer.signIn(url);
  await provider.finish(query, flow);
  expect(await failureOf(provider.finish(query, flow))).toBe("invalid");
  const other = await provider.start();
  expect(await failureOf(provider.finish(issuer.signIn(url), other.flow))).toBe("invalid");
});

test("passes on that the provider ended the sign-in", async () => {
  await using issuer = await openTestIssuer();
  const provider = new IdentityProvider(issuer.settings);
  const { flow } = await provider.start();
  const query = new URLSearchParams({ error: "access_denied", state: flow.state });
  expect(await failureOf(provider.finish(query, flow))).toBe("denied");
});

test("keeps using the metadata it has while the provider is down", async () => {
  await using issuer = await openTestIssuer();
  let now = 0;
  const provider = new IdentityProvider(issuer.settings, () => now);
  await provider.start();
  let asked = 0;
  issuer.responses.set("/.well-known/openid-configuration", (response) => {
    asked++;
    response.destroy();
  });
  now = 3_600_001;
  expect(await provider.start()).toHaveProperty("url");
  expect(await provider.start()).toHaveProperty("url");
  expect(asked).toBe(1);
});

test("takes an address and its confirmation from the same source", async () => {
  await using issuer = await openTestIssuer();
  issuer.claims = { email_verified: undefined };
  issuer.userInfo = { email: "eve@example.com", email_verified: true };
  const { claims } = await finishAt(issuer, new IdentityProvider(issuer.settings));
  expect(claims).toMatchObject({ email: "ada@example.com", email_verified: undefined });
});

test("recovers once an unreachable provider is back", async () => {
  await using issuer = await openTestIssuer();
  const path = "/.well-known/openid-configuration";
  issuer.responses.set(path, (response) => response.destroy());
  let now = 0;
  const provider = new IdentityProvider(issuer.settings, () => now);
  expect(await failureOf(provider.start())).toBe("unavailable");
  issuer.responses.delete(path);
  expect(await failureOf(provider.start())).toBe("unavailable");
  now = 5000;
  const { url, flow } = await provider.start();
  issuer.responses.set("/token", (response) => response.destroy());
  expect(await failureOf(provider.finish(issuer.signIn(url), flow))).toBe("unavailable");
});

test("follows no redirect and reads no endless response", async () => {
  await using issuer = await openTestIssuer();
  await using other = await openTestIssuer();
  const path = "/.well-known/openid-configuration";
  let now = 0;
  const provider = new IdentityProvider(issuer.settings, () => now);
  issuer.responses.set(path, (response) =>
    response.writeHead(302, { location: `${other.url}${path}` }).end(),
  );
  expect(await failureOf(provider.start())).toBe("unavailable");
  issuer.responses.set(path, (response) => {
    response.setHeader("content-type", "application/json");
    const write = () => response.write(" ".repeat(65_536), () => response.destroyed || write());
    write();
  });
  now = 5000;
  expect(await failureOf(provider.start())).toBe("unavailable");
});

test("uses plain HTTP only on this machine", async () => {
  const settings = {
    issuer: "http://issuer.example.com",
    clientId: "roster",
    clientSecret: "secret",
    scopes: "openid",
    allowed: [],
    roleClaim: undefined,
    redirectUrl: "http://localhost:3000/sign-in/sso/callback",
  };
  expect(await failureOf(new IdentityProvider(settings).start())).toBe("unavailable");
});
