import { onCall } from "@roster/api";
import { type Scope, ScopeSchema } from "@roster/contract";
import { signToken, serverClaims } from "@roster/api/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { routes } from "./routes/routes.js";
import { openTestRest, type TestRest } from "./testing.js";

let rest: TestRest;
beforeAll(async () => {
  rest = await openTestRest("sqlite");
});
afterAll(() => rest[Symbol.asyncDispose]());

/** Requests that need no work, or that are invalid, come to the same end as all others. */
const lines = routes.flatMap(({ method, path }) => [
  `${method} ${path.replace("{id}", "john-doe")}`,
  `${method} ${path.replace("{id}", "%E0%A4%A")}?ids=`,
]);
const bodies = ["", "{", '{"users":[]}', '{"id":"john-doe"}'];

const never = async () => {
  throw new Error("the body of a rejected caller was read");
};

describe.each([
  ...lines,
  "PATCH /user/john-doe/",
  "GET /feed/user/john-doe/",
  "POST /reaction/",
  "GET /collections/people/john-doe/",
  "GET /nothing/",
  "GET /",
])("%s", (line) => {
  test.each([
    ["without an API key", () => "", "a.b.c", 2, "ApiKeyException"],
    ["with a wrong API key", () => "nosuchkey", "a.b.c", 2, "ApiKeyException"],
    ["without a token", () => rest.apiKey, "", 3, "SignatureException"],
    ["with a token that is not a JWT", () => rest.apiKey, "nonsense", 3, "SignatureException"],
  ])("%s is rejected before its body is read", async (_, apiKey, token, code, exception) => {
    const at = `${line}${line.includes("?") ? "&" : "?"}api_key=${apiKey()}`;
    const { status, body } = await rest.send(at, never, token);
    expect([status, body["code"], body["exception"]]).toEqual([401, code, exception]);
  });

  test.each(bodies)("with a wrong signature and the body %j is rejected", async (body) => {
    const forged = await signToken(serverClaims, "x".repeat(64));
    const { status, body: error } = await rest.send(line, body, forged);
    expect([status, error["code"], error["exception"]]).toEqual([401, 3, "SignatureException"]);
  });
});

test.each([
  "GET /feed/user/john-doe/",
  "POST /feed/timeline/john-doe/follows/",
  "GET /enrich/feed/user/john-doe/",
  "GET /reaction/0b5bd8b4-0f8a-4a7c-b45b-6fb9d0d4a4a5/",
  "PUT /collections/people/john-doe/",
  "GET /activities/?ids=1",
  "GET /stats/follow/",
  "GET /user/john-doe/followers/",
  "GET /nothing/",
  "GET /",
])("%s is rejected as not allowed, which no SDK takes for a missing user", async (line) => {
  const { status, body } = await rest.send(line);
  expect([status, body["code"], body["exception"]]).toEqual([403, 17, "NotAllowedException"]);
  expect(body["detail"]).toMatch(/^Roster serves users only; /);
});

test.each(routes.map(({ method, path, procedure }) => [`${method} ${path}`, procedure] as const))(
  "%s is rejected with the scope that the API key lacks, before its body is read",
  async (line, procedure) => {
    const scope = scopeOf[procedure];
    const only = await rest.addKey(ScopeSchema.options.filter((other) => other !== scope));
    const target = `${line.replace("{id}", "john-doe")}?ids=&api_key=${only.apiKey}`;
    const { status, body } = await rest.send(target, never, only.token);
    expect([status, body["code"], body["exception"]]).toEqual([403, 17, "NotAllowedException"]);
    expect(body["detail"]).toBe(`This call requires an API key with the scope ${scope}`);
    const reading = await signToken({ resource: "users", action: "read" }, rest.apiSecret);
    const narrowed = await rest.send(`${line.replace("{id}", "john-doe")}?ids=`, "", reading);
    expect(narrowed.status === 403).toBe(scope !== "users:read");
  },
);

const scopeOf = {
  "users.add": "users:write",
  "users.get": "users:read",
  "users.update": "users:write",
  "users.remove": "users:remove",
  "users.addMany": "users:write",
  "users.getMany": "users:read",
  "users.removeMany": "users:remove",
} as const satisfies Record<string, Scope>;

test("a call that has no route counts as a call of the app", async () => {
  const rates = { perApp: 12, perKey: 0, perUser: 0, isShared: false };
  await using limited = await openTestRest("sqlite", { rates });
  const statuses: number[] = [];
  for (let n = 0; n < 11; n += 1) statuses.push((await limited.send("GET /feed/a/b/")).status);
  expect(statuses).toEqual([...Array<number>(10).fill(403), 429]);
});

test("reports a stranger's call like the procedure that the route would have called", async () => {
  const calls: unknown[] = [];
  const unsubscribe = onCall(({ path, code, appId }) => calls.push([path, code, appId]));
  await rest.send("POST /users/", "", "nonsense");
  await rest.send("GET /feed/a/b/", "", "nonsense");
  unsubscribe();
  expect(calls).toEqual([
    ["users.addMany", "UNAUTHENTICATED", undefined],
    ["rest", "UNAUTHENTICATED", undefined],
  ]);
});
