import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { openTestApi } from "@roster/api/testing";
import { Provider } from "oidc-provider";
import { expect, test } from "vitest";
import { expectShown } from "./expect-shown";
import { startDashboard } from "./start-dashboard";
import { openContext, useBrowser } from "./testing";

useBrowser();

/** A real identity provider, and a dashboard whose administrators sign in with it. */
async function openSso(environment: Record<string, string>) {
  const directory = await openTestApi("sqlite");
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on TCP has such an address.
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const dashboard = await startDashboard({
    DATABASE_URL: directory.databaseUrl,
    ROSTER_MASTER_KEY: directory.masterKey,
    ROSTER_OIDC_ISSUER: issuer,
    ROSTER_OIDC_CLIENT_ID: "roster",
    ROSTER_OIDC_CLIENT_SECRET: "a secret of the client",
    ROSTER_OIDC_NAME: "Example ID",
    ...environment,
  });
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: "roster",
        client_secret: "a secret of the client",
        redirect_uris: [`${dashboard.url}/sign-in/sso/callback`],
      },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, email: `${id}@example.com`, email_verified: true, name: id }),
    }),
  });
  const respond = provider.callback();
  server.on("request", (request, response) => void respond(request, response));
  return {
    url: dashboard.url,
    async [Symbol.asyncDispose]() {
      await dashboard[Symbol.asyncDispose]();
      server.closeAllConnections();
      server.close();
      await directory[Symbol.asyncDispose]();
    },
  };
}

test("signs in people of a real identity provider, and only those who are allowed", async () => {
  await using sso = await openSso({
    ROSTER_OIDC_ALLOWED: "ada@example.com",
    ROSTER_PASSWORD_LOGIN: "0",
  });
  const signIn = async (login: string) => {
    const context = await openContext({ baseURL: sso.url });
    const page = await context.newPage();
    await page.goto("/sign-in");
    expect(await page.getByLabel("password").count()).toBe(0);
    await page.getByRole("link", { name: "Sign in with Example ID" }).click();
    await page.locator("[name=login]").fill(login);
    await page.locator("[name=password]").fill("any");
    await page.locator("[type=submit]").click();
    await page.locator("[type=submit]").click(); // consent
    return { context, page };
  };
  const { context, page } = await signIn("ada");
  await page.waitForURL("**/users");
  const cookies = await context.cookies(sso.url);
  const session = cookies.find(({ name }) => name === "roster_session");
  expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax" });
  expect(cookies.some(({ name }) => name === "roster_sso")).toBe(false);
  await context.close();

  const { context: other, page: shown } = await signIn("mallory");
  await expectShown(shown.getByText("You are not allowed to sign in here."));
  await shown.goto("/users");
  expect(new URL(shown.url()).pathname).toBe("/sign-in");
  await other.close();
});
