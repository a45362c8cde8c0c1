import type { TestDatabase } from "../databases/engine.js";
import type { RequestPlan } from "../load/load-job.js";
import { userData } from "../load/user-ids.js";
import { queryPath } from "./query-path.js";
import {
  type Environment,
  MANY,
  PAGE_SIZE,
  startOwnSubject,
  type Subject,
  type SubjectRequests,
} from "./subject.js";

const user = `"id":"{id}","data":${userData}`;

const post = (path: string, plan: Pick<RequestPlan, "body" | "mustContain">): RequestPlan => ({
  method: "POST",
  path,
  headers: {},
  ...plan,
});
const get = (path: string): RequestPlan => ({
  method: "GET",
  path,
  headers: {},
  mustContain: '"version":1',
});

const requests: SubjectRequests = {
  add: post("/add", { body: `{${user}}`, mustContain: '"created":true' }),
  getOrCreate: (seeded) => ({
    ...post("/add", { body: `{${user},"getOrCreate":true}`, mustContain: '"created":false' }),
    seeded,
  }),
  get: (seeded) => ({ ...get(queryPath("/get", { id: "{id}" })), seeded }),
  addMany: {
    ...post("/addMany", { body: '{"users":[{items}]}', mustContain: `"created":${MANY}` }),
    item: `{${user}}`,
    items: MANY,
  },
  pageAt: async (depth) => get(queryPath("/list", { skip: depth, take: PAGE_SIZE })),
};

export const startBaseline = (
  database: TestDatabase,
  environment: Environment,
): Promise<Subject> => {
  const program = new URL("../baseline/main.js", import.meta.url);
  return startOwnSubject(program, { database, requests, environment });
};
