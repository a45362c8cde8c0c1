import { gunzipSync } from "node:zlib";
import { backends, openTestSession } from "@roster/api/testing";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { download } from "./download";
import { expectShown } from "./expect-shown";
import { openTestApp } from "./test-app";
import { openDashboard, useBrowser } from "./testing";

useBrowser();

const panel = (page: Page) => page.getByRole("dialog", { name: "Export" });

async function openPanel(page: Page): Promise<void> {
  await expectShown(page.locator("time[title]").first()); // hydrated
  await page.getByRole("button", { name: "Export" }).click();
  await expectShown(panel(page).getByRole("link", { name: "Save file" }));
}

const save = (page: Page) =>
  download(page, () => panel(page).getByRole("link", { name: "Save file" }).click());

test.each(backends)(
  "exports all matching users in order, as NDJSON and as compressed CSV, on %s",
  async (backend) => {
    await using dashboard = await openDashboard({}, await openTestApp(backend));
    const { page, test: directory } = dashboard;
    const { users } = directory.server;
    for (const n of [1, 3, 2]) await users.add({ id: `pro-${n}`, data: { plan: "pro", n } });
    await users.add({ id: "free", data: { plan: "free", n: 9 } });
    await users.add({ id: "other", data: { plan: "pro", t: 'a "b"\n,ü' } });
    const query = new URLSearchParams({ search: "pro-", filter: 'data.plan = "pro"' });
    await dashboard.open(`/users?${query}&sort=-data.n&size=25&user=pro-1`);
    await openPanel(page);
    const lines = await save(page);
    expect(lines.name).toBe("users.ndjson");
    const found = lines.bytes.toString().trimEnd().split("\n");
    expect(found.map((line): unknown => JSON.parse(line))).toMatchObject([
      { id: "pro-3", data: { plan: "pro", n: 3 } },
      { id: "pro-2" },
      { id: "pro-1" },
    ]);

    await page.goto("/users?search=other");
    await openPanel(page);
    await panel(page).getByRole("radio", { name: "CSV" }).click();
    await panel(page).getByRole("switch", { name: "Compress (gzip)" }).click();
    const packed = await save(page);
    expect(packed.name).toBe("users.csv.gz");
    const { createdAt } = await users.get({ id: "other" });
    const data = JSON.stringify({ plan: "pro", t: 'a "b"\n,ü' }).replaceAll('"', '""');
    expect(gunzipSync(packed.bytes).toString()).toBe(
      `id,data,createdAt,updatedAt,status,deactivatedAt,ban,tokensValidAfter\r\nother,"${data}",${createdAt},${createdAt},,,,\r\n`,
    );
  },
);

test("exports 5,000 users, each once, reading one page at a time", async () => {
  await using dashboard = await openDashboard();
  const { page, test: directory } = dashboard;
  const ids = Array.from({ length: 5000 }, (_, n) => `user-${n}`);
  for (let start = 0; start < ids.length; start += 1000) {
    const users = ids.slice(start, start + 1000).map((id) => ({ id, data: { id } }));
    await directory.server.users.addMany({ users });
  }
  await dashboard.open("/users");
  await openPanel(page);
  const { bytes } = await save(page);
  const saved = bytes.toString().trimEnd().split("\n");
  expect(saved.map((line) => (JSON.parse(line) as { id: string }).id).toSorted()).toEqual(
    ids.toSorted(),
  );
});

test("serves the file only to the administrator, to same-origin pages and for valid requests", async () => {
  await using dashboard = await openDashboard();
  await dashboard.test.server.users.add({ id: "ada" });
  const file = (query: string, headers: Record<string, string> = {}, app = dashboard.appId) =>
    fetch(`${dashboard.url}/api/apps/${app}/users-file${query}`, { headers });
  expect((await file("")).status).toBe(401);
  await dashboard.open("/users");
  const cookies = await dashboard.page.context().cookies();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const own = await file("?format=csv", { cookie });
  expect(await own.text()).toContain("\r\nada,");
  expect(own.headers.get("cache-control")).toBe("no-store");
  for (const site of ["cross-site", "same-site"]) {
    const foreign = await file("", { cookie, "sec-fetch-site": site });
    expect(foreign.status).toBe(403);
    expect(await foreign.text()).not.toContain("ada");
  }
  expect((await file("?filter=data.", { cookie })).status).toBe(400);
  await dashboard.test.server.users.remove({ id: "ada", mode: "soft" });
  expect(await (await file("", { cookie })).text()).toBe("");
  expect(await (await file("?status=deleted", { cookie })).text()).toContain('"id":"ada"');
  expect((await file("", { cookie }, "nothere")).status).toBe(404);
});

test("signing out aborts a running export, since pages are read as they are written", async () => {
  await using dashboard = await openDashboard();
  const { api, server } = dashboard.test;
  for (const part of ["a", "b", "c", "d"]) {
    const users = Array.from({ length: 1000 }, (_, n) => ({
      id: `${part}${n}`,
      data: { text: "x".repeat(8000) },
    }));
    await server.users.addMany({ users });
  }
  const { token } = await openTestSession(dashboard.test);
  const file = await fetch(`${dashboard.url}/api/apps/${dashboard.appId}/users-file`, {
    headers: { cookie: `roster_session=${token}` },
  });
  const reader = file.body?.getReader();
  await reader?.read();
  await api.adminSessions.signOut(token);
  const rest = async () => {
    while (!(await reader?.read())?.done);
  };
  await expect(rest()).rejects.toThrow();
});
