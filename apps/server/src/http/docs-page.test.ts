import { openApiDocument } from "@roster/rest";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDataFolder, type ServerProcess, startServerProcess } from "../testing/server.js";

const folder = createDataFolder();
let server: ServerProcess;
beforeAll(async () => void (server = await startServerProcess(folder.path)));
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

const get = (path: string) => fetch(`${server.ready.apiUrl}${path}`);

test("serves the OpenAPI document without authentication", async () => {
  const response = await get("/api/openapi.json");
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual(JSON.parse(JSON.stringify(openApiDocument)));
});

test("serves a page that loads nothing from other origins", async () => {
  const response = await get("/api/docs");
  const html = await response.text();
  expect(response.headers.get("content-security-policy")).toContain("default-src 'self'");
  const urls = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url = ""]) => url);
  const local = urls.filter((url) => url !== "data:,");
  expect(local).toHaveLength(3);
  for (const url of local) {
    expect(url).toMatch(/^\/api\/docs\//);
    const asset = await get(url);
    expect([url, asset.status]).toEqual([url, 200]);
    expect(asset.headers.get("content-type")).toMatch(/^text\/(?:css|javascript)/);
  }
});

test("serves no other files", async () => {
  for (const path of ["/api/docs/package.json", "/api/docs/..%2Fmain.js", "/api/docsx"]) {
    expect([path, (await get(path)).status]).toEqual([path, 404]);
  }
});
