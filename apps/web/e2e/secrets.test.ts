import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { openDashboard, PASSWORD, useBrowser } from "./testing";

useBrowser();

const built = fileURLToPath(new URL("../.next/static", import.meta.url));

/** Must not appear in any page or script. */
function secretsOf(directory: { masterKey: string; apiSecret: string }) {
  return {
    "the master key": directory.masterKey,
    "an API secret": directory.apiSecret,
    "the password": PASSWORD,
    "a hash of a password": "scrypt$",
  };
}

function expectNoSecret(source: string, text: string, secrets: Record<string, string>): void {
  for (const [name, secret] of Object.entries(secrets)) {
    expect(text.includes(secret), `${source} contains ${name}`).toBe(false);
  }
}

test("pages and scripts contain no secret and no server code", async () => {
  await using dashboard = await openDashboard();
  const secrets = secretsOf(dashboard.test);
  const scripts = readdirSync(built, { recursive: true, encoding: "utf8" });
  const texts = scripts.filter((path) => /\.(?:js|css|json|map)$/.test(path));
  expect(texts.length).toBeGreaterThan(10);
  for (const path of texts) {
    const text = readFileSync(join(built, path), "utf8");
    expectNoSecret(path, text, secrets);
    for (const serverCode of [
      "ROSTER_MASTER_KEY",
      "node:crypto",
      "admin_sessions",
      "password_hash",
    ]) {
      expect(text.includes(serverCode), `${path} contains ${serverCode}`).toBe(false);
    }
  }
  await dashboard.open("/users");
  const { page } = dashboard;
  for (const path of ["/users", "/api-keys", "/connect", "/account", "/apps", "/schema"]) {
    const response = await page.request.get(path);
    expectNoSecret(path, await response.text(), secrets);
    expect(response.headers()).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "same-origin",
      "permissions-policy": "camera=(), geolocation=(), microphone=()",
      "cross-origin-opener-policy": "same-origin",
    });
    const policy = response.headers()["content-security-policy"] ?? "";
    expect(policy).toContain("frame-ancestors 'none'");
    const [, nonce = "none"] = /'nonce-([^']+)'/.exec(policy) ?? [];
    expect(await response.text()).toContain(`nonce="${nonce}"`);
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  }
});
