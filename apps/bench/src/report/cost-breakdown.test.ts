import { expect, test } from "vitest";
import { costsOf } from "./cost-breakdown.js";

const node = (id: number, name: string, children: number[] = []) => {
  const [url = "", functionName = ""] = name.split("#");
  return { id, callFrame: { functionName, url, lineNumber: 0, columnNumber: 0 }, children };
};

test("counts the time of a period by part; Node's functions count as their caller's", () => {
  const nodes = [
    node(1, "#(root)", [2, 3, 4, 5, 7, 9]),
    node(2, "#(idle)"),
    node(3, "#(garbage collector)"),
    node(4, "node:_http_server#parserOnIncoming"),
    node(5, "/packages/api/src/auth/token.ts#verifyToken", [6]),
    node(6, "node:internal/crypto#sign"),
    node(7, "/apps/server/src/http/http-server.ts#write", [8]),
    node(8, "#writev"),
    node(9, "/packages/db/src/dialects/sqlite/writer-thread.js#run", [10]),
    node(10, "/node_modules/libsql/index.js#next"),
  ];
  const samples = [5, 2, 3, 4, 6, 5, 8, 8, 10, 6];
  const timeDeltas = [1000, 10, 20, 30, 40, 50, 60, 70, 80, 1000];
  const profile = { nodes, startTime: 0, samples, timeDeltas };
  const costs = costsOf([profile], { begin: 1005, end: 2000 }, ({ url }) => url);
  expect(Object.fromEntries([...costs].filter(([, time]) => time > 0))).toEqual({
    "node:http": 30,
    authentication: 90,
    response: 130,
    commit: 80,
    "garbage collection": 20,
  });
});
