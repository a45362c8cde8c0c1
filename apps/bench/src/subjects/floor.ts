import { z } from "zod";
import type { TestDatabase } from "../databases/engine.js";
import { userData } from "../load/user-ids.js";
import {
  type Environment,
  MANY,
  PAGE_SIZE,
  startOwnSubject,
  type Subject,
  type SubjectRequests,
} from "./subject.js";

const Page = z.object({ nextCursor: z.string().nullable() });

const user = `"id":"{id}","data":${userData}`;
const headers = {};

const requests: Omit<SubjectRequests, "pageAt"> = {
  add: {
    method: "POST",
    path: "/add",
    headers,
    body: `{${user}}`,
    mustContain: '"created":true',
  },
  getOrCreate: (seeded) => ({
    method: "POST",
    path: "/add",
    headers,
    body: `{${user},"getOrCreate":true}`,
    seeded,
    mustContain: '"created":false',
  }),
  get: (seeded) => ({
    method: "GET",
    path: "/get?id={id}",
    headers,
    seeded,
    mustContain: '"version":1',
  }),
  addMany: {
    method: "POST",
    path: "/add-many",
    headers,
    body: '{"users":[{items}]}',
    item: `{${user}}`,
    items: MANY,
    mustContain: `"created":${MANY}`,
  },
};

export interface FloorOptions {
  readonly environment: Environment;
  readonly isThreaded: boolean;
}

export async function startFloor(
  database: TestDatabase,
  { environment, isThreaded }: FloorOptions,
): Promise<Subject> {
  const subject = await startOwnSubject(new URL("../floor/main.js", import.meta.url), {
    database,
    environment,
    args: isThreaded ? ["threaded"] : [],
    requests: {
      ...requests,
      pageAt: async (depth) => {
        const path = `/list?limit=${PAGE_SIZE}`;
        const after = depth === 0 ? "" : `&after=${await walk(subject.port, depth)}`;
        return { method: "GET", path: path + after, headers, mustContain: '"version":1' };
      },
    },
  });
  return subject;
}

async function walk(port: number, depth: number): Promise<string> {
  let after = "";
  for (let left = depth; left > 0; left -= MANY) {
    const limit = Math.min(left, MANY);
    const response = await fetch(`http://127.0.0.1:${port}/list?limit=${limit}${after}`);
    const { nextCursor } = Page.parse(await response.json());
    if (nextCursor === null) throw new Error(`the table has fewer than ${depth} users`);
    after = `&after=${nextCursor}`;
  }
  return after.slice("&after=".length);
}
