import { MAX_REQUEST_BYTES } from "@roster/contract";
import { expect, test } from "vitest";
import { type Dashboard, openDashboard, useBrowser } from "./testing";

useBrowser();

/** The session cookie, for requests that no page would send. */
async function cookieOf(dashboard: Dashboard): Promise<string> {
  await dashboard.open("/users");
  const cookies = await dashboard.page.context().cookies();
  return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
}

async function readError(response: Response): Promise<unknown> {
  const body: unknown = await response.json();
  return body;
}

const inApp = ({ appId }: Dashboard) => ({ "x-roster-app": appId });

const errorWith = (code: string) => ({ error: { data: { code } } });

test("a call without a session is UNAUTHENTICATED", async () => {
  await using dashboard = await openDashboard();
  const response = await fetch(`${dashboard.url}/api/trpc/users.list`);
  expect(response.status).toBe(401);
  expect(await readError(response)).toMatchObject(errorWith("UNAUTHENTICATED"));
});

test("rejects a POST from another site, even with the cookie", async () => {
  await using dashboard = await openDashboard();
  const cookie = await cookieOf(dashboard);
  const crossSiteHeaders = [
    { origin: "https://evil.example" },
    { origin: "null" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site", origin: dashboard.url },
  ];
  for (const headers of crossSiteHeaders) {
    const response = await fetch(`${dashboard.url}/api/trpc/users.add`, {
      method: "POST",
      headers: { cookie, ...inApp(dashboard), "content-type": "application/json", ...headers },
      body: '{"id":"ada"}',
    });
    expect({ headers, status: response.status }).toEqual({ headers, status: 403 });
    expect(await readError(response)).toMatchObject(errorWith("FORBIDDEN"));
  }
  expect((await dashboard.test.server.users.list({})).users).toEqual([]);
});

test("rejects a form posted to a page from another site", async () => {
  await using dashboard = await openDashboard();
  const cookie = await cookieOf(dashboard);
  const send = (headers: Record<string, string>) =>
    fetch(`${dashboard.url}/sign-in`, {
      method: "POST",
      headers: { cookie, ...headers },
      body: "",
    });
  for (const headers of [
    { origin: "https://evil.example" },
    { origin: "null" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site", origin: dashboard.url },
  ]) {
    expect({ headers, status: (await send(headers)).status }).toEqual({ headers, status: 403 });
  }
  expect((await send({ origin: dashboard.url })).status).not.toBe(403);
});

test("a call without an app is INVALID, and one with an unknown app NOT_FOUND", async () => {
  await using dashboard = await openDashboard();
  const cookie = await cookieOf(dashboard);
  for (const { headers, code } of [
    { headers: {}, code: "INVALID" },
    { headers: { "x-roster-app": "" }, code: "INVALID" },
    { headers: { "x-roster-app": "nothere" }, code: "NOT_FOUND" },
  ]) {
    const response = await fetch(`${dashboard.url}/api/trpc/users.add`, {
      method: "POST",
      headers: { cookie, "content-type": "application/json", ...headers },
      body: '{"id":"ada"}',
    });
    expect(await readError(response)).toMatchObject(errorWith(code));
  }
  expect((await dashboard.test.server.users.list({})).users).toEqual([]);
});

test("rejects JSON that cannot be stored, in a body and in a query", async () => {
  await using dashboard = await openDashboard();
  const cookie = await cookieOf(dashboard);
  const posted = await fetch(`${dashboard.url}/api/trpc/users.add`, {
    method: "POST",
    headers: { cookie, ...inApp(dashboard), "content-type": "application/json" },
    body: '{"id":"ada","data":{"account":1e400}}',
  });
  expect(posted.status).toBe(400);
  expect(await readError(posted)).toMatchObject({
    error: { data: { code: "INVALID", details: { issues: [{ path: ["data", "account"] }] } } },
  });
  const input = encodeURIComponent('{"id":"ada","id":"grace"}');
  const queried = await fetch(`${dashboard.url}/api/trpc/users.get?input=${input}`, {
    headers: { cookie, ...inApp(dashboard) },
  });
  expect(queried.status).toBe(400);
  expect(await readError(queried)).toMatchObject(errorWith("INVALID"));
});

test("a body above the limit is TOO_LARGE", async () => {
  await using dashboard = await openDashboard();
  const cookie = await cookieOf(dashboard);
  const response = await fetch(`${dashboard.url}/api/trpc/users.add`, {
    method: "POST",
    headers: { cookie, ...inApp(dashboard), "content-type": "application/json" },
    body: JSON.stringify({ id: "ada", data: { text: "x".repeat(MAX_REQUEST_BYTES) } }),
  });
  expect(response.status).toBe(413);
  expect(await readError(response)).toMatchObject(errorWith("TOO_LARGE"));
});

test("rejects a form that is too large or malformed, without an error of the server", async () => {
  await using dashboard = await openDashboard();
  const send = (body: FormData | string, headers: Record<string, string> = {}) =>
    fetch(`${dashboard.url}/sign-in`, { method: "POST", headers, body });
  const large = new FormData();
  large.set("password", "x".repeat(20_000_000));
  expect((await send(large)).status).toBe(413);
  const type = { "content-type": "multipart/form-data; boundary=x" };
  for (const body of ["no parts", '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\ncut']) {
    expect((await send(body, type)).status).toBe(400);
  }
});

test("lets no cache keep its responses", async () => {
  await using dashboard = await openDashboard();
  const paths = ["/sign-in", "/users", "/apps/main/users", "/nosuch", "/api/nosuch"];
  const calls = [
    "/api/trpc/users.list",
    "/api/apps/main/users-file",
    "/api/healthz",
    "/api/readyz",
  ];
  for (const path of [...paths, ...calls]) {
    const { headers } = await fetch(`${dashboard.url}${path}`, { redirect: "manual" });
    expect(headers.get("cache-control"), path).toContain("no-store");
    expect(headers.get("x-content-type-options"), path).toBe("nosniff");
  }
});

test("each page has a strict content security policy with a fresh nonce", async () => {
  await using dashboard = await openDashboard();
  const policies = await Promise.all(
    [1, 2].map(async () => {
      const { headers } = await fetch(`${dashboard.url}/sign-in`);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("same-origin");
      return headers.get("content-security-policy") ?? "";
    }),
  );
  for (const policy of policies) {
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic';/);
    expect(policy).not.toContain("unsafe-eval");
  }
  expect(policies[0]).not.toBe(policies[1]);
});
