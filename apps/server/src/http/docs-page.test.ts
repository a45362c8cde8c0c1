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

test("the OpenAPI document is served, to whoever asks", async () => {
  const response = await get("/api/openapi.json");
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual(JSON.parse(JSON.stringify(openApiDocument)));
});

test("the page that shows it loads nothing from elsewhere", async () => {
  const response = await get("/api/docs");
  const html = await response.text();
  expect(response.headers.get("content-security-policy")).toContain("default-src 'self'");
  const places = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, place = ""]) => place);
  const local = places.filter((place) => place !== "data:,");
  expect(local).toHaveLength(3);
  for (const place of local) {
    expect(place).toMatch(/^\/api\/docs\//);
    const asset = await get(place);
    expect([place, asset.status]).toEqual([place, 200]);
    expect(asset.headers.get("content-type")).toMatch(/^text\/(?:css|javascript)/);
  }
});

test("no other file can be had from there", async () => {
  for (const path of ["/api/docs/package.json", "/api/docs/..%2Fmain.js", "/api/docsx"]) {
    expect([path, (await get(path)).status]).toEqual([path, 404]);
  }
});
