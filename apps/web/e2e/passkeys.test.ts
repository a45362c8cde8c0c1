import { openTestApi } from "@roster/api/testing";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectShown } from "./expect-shown";
import { openDashboard, PASSWORD, signIn, useBrowser } from "./testing";

useBrowser();

/** A virtual authenticator that verifies its user and keeps passkeys. */
async function addAuthenticator(page: Page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

test("a passkey is required after the password, and signs in alone; a recovery code replaces it", async () => {
  await using dashboard = await openDashboard({}, await openTestApi("sqlite"));
  const { page } = dashboard;
  await addAuthenticator(page);
  await signIn(page);
  await page.goto("/account");
  await page.getByRole("button", { name: "Add passkey" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Laptop");
  await dialog.getByRole("button", { name: "Add passkey" }).click();
  await expectShown(page.getByRole("heading", { name: "Your recovery codes" }));
  const code = await dialog.getByRole("listitem").first().innerText();
  expect(code).toMatch(/^(\w{4}-){3}\w{4}$/);
  await dialog.getByRole("button", { name: "Done" }).click();
  await expectShown(page.getByText("Laptop"));

  const enterPassword = async () => {
    await page.context().clearCookies({ name: "roster_session" });
    await page.goto("/sign-in");
    await page.getByLabel("password").fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL("**/sign-in/verify");
  };
  await enterPassword();
  await page.goto("/users"); // the pending sign-in is not a session
  expect(new URL(page.url()).pathname).toBe("/sign-in");
  await page.goto("/sign-in/verify");
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await page.waitForURL("**/users");

  await enterPassword();
  await page.getByLabel("Code").fill(code);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL("**/users");

  await page.context().clearCookies({ name: "roster_session" });
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Continue with a passkey" }).click();
  await page.waitForURL("**/users");
});
