import { fileURLToPath } from "node:url";
import { createClient, type ListUsersOptions } from "@roster/client";
import { z } from "zod";
import type { TestDatabase } from "../databases/engine.js";
import type { RequestPlan } from "../load/load-job.js";
import { userData } from "../load/user-ids.js";
import { type Child, startChild } from "./child.js";
import { queryPath } from "./query-path.js";
import {
  type Environment,
  MANY,
  PAGE_SIZE,
  type Subject,
  type SubjectRequests,
} from "./subject.js";

export const rosterProgram = fileURLToPath(
  new URL("dist/main.js", import.meta.resolve("@roster/server/package.json")),
);

export const credentials = { apiKey: "bench", apiSecret: "s".repeat(64) };

/** Only what a user would set; everything else is Roster's default. */
export function rosterEnvironment(url: string, dataFolder: string): Record<string, string> {
  return {
    DATABASE_URL: url,
    HOST: "127.0.0.1",
    PORT: "0",
    ROSTER_DATA_DIR: dataFolder,
    ROSTER_API_KEY: credentials.apiKey,
    ROSTER_API_SECRET: credentials.apiSecret,
    ROSTER_ADMIN_PASSWORD: "bench-password",
  };
}

const Ready = z.object({ apiUrl: z.string() });

export interface RosterOptions {
  readonly dataFolder: string;
  readonly environment?: Environment;
  readonly execArgv?: readonly string[];
}

export async function startRoster(
  database: TestDatabase,
  options: RosterOptions,
): Promise<Subject> {
  const { child, apiUrl } = await startRosterProcess(database.url, options);
  const roster = createClient({ url: apiUrl, ...credentials });
  const token = await roster.createServerToken({ expiresInSeconds: 24 * 3600 });
  const headers = { "x-api-key": credentials.apiKey, authorization: `Bearer ${token}` };
  return { ...child, port: Number(new URL(apiUrl).port), requests: requestsOf(headers, apiUrl) };
}

export async function startRosterProcess(
  url: string,
  { dataFolder, environment = {}, execArgv = [] }: RosterOptions,
): Promise<{ child: Child; apiUrl: string }> {
  const child = startChild(rosterProgram, {
    environment: { ...rosterEnvironment(url, dataFolder), ...environment },
    execArgv,
  });
  const { apiUrl } = Ready.parse(await child.nextMessage());
  return { child, apiUrl };
}

const user = `"id":"{id}","data":${userData}`;

function requestsOf(headers: Record<string, string>, apiUrl: string): SubjectRequests {
  const add: Omit<RequestPlan, "body" | "mustContain"> = {
    method: "POST",
    path: "/trpc/users.add",
    headers,
  };
  const get = (path: string): RequestPlan => ({
    method: "GET",
    path,
    headers,
    mustContain: '"version":1',
  });
  return {
    add: { ...add, body: `{${user}}`, mustContain: '"created":true' },
    getOrCreate: (seeded) => ({
      ...add,
      body: `{${user},"getOrCreate":true}`,
      seeded,
      mustContain: '"created":false',
    }),
    get: (seeded) => ({ ...get(queryPath("/trpc/users.get", { id: "{id}" })), seeded }),
    addMany: {
      ...add,
      path: "/trpc/users.addMany",
      body: '{"users":[{items}]}',
      item: `{${user}}`,
      items: MANY,
      mustContain: '"status":"created"',
    },
    pageAt: async (depth) => {
      const cursor = depth === 0 ? undefined : await walk(apiUrl, depth);
      return get(queryPath("/trpc/users.list", { limit: PAGE_SIZE, cursor }));
    },
  };
}

type Order = Pick<ListUsersOptions, "sort">;

/** The cursor after this many users, found page by page as a caller would. Default order: newest first. */
export async function walk(url: string, depth: number, order: Order = {}): Promise<string> {
  const { users } = createClient({ url, ...credentials });
  let cursor: string | null = null;
  for (let left = depth; left > 0; left -= MANY) {
    const limit = Math.min(left, MANY);
    const page = await users.list({ ...order, limit, ...(cursor !== null && { cursor }) });
    cursor = page.nextCursor;
    if (cursor === null) throw new Error(`the table has fewer than ${depth} users`);
  }
  return cursor ?? "";
}
