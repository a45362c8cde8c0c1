import { openApiDocument } from "@roster/rest";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestHttpServer, type TestHttpServer } from "../testing/http-server.js";

let server: TestHttpServer;
beforeAll(async () => {
  server = await openTestHttpServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const {
  security,
  components: { securitySchemes },
} = openApiDocument;

type SchemeName = keyof typeof securitySchemes;

const isScheme = (name: string): name is SchemeName => Object.hasOwn(securitySchemes, name);

/** Sends a request with these credentials, each where its scheme says. */
async function send(names: readonly string[]): Promise<number> {
  const { "x-api-key": apiKey, authorization: token } = server.headers;
  const url = new URL("/api/v1.0/user/nobody/", server.url);
  const headers = new Headers();
  for (const name of names.filter(isScheme)) {
    const scheme = securitySchemes[name];
    if ("scheme" in scheme) headers.set("authorization", `${scheme.scheme} ${token}`);
    else if (scheme.name === "Authorization") headers.set(scheme.name, token);
    else if (scheme.in === "query") url.searchParams.set(scheme.name, apiKey);
    else headers.set(scheme.name, apiKey);
  }
  return (await fetch(url, { headers })).status;
}

test.each(
  security.map((requirement): [string, string[]] => {
    const names = Object.keys(requirement);
    return [names.join(" and "), names];
  }),
)("accepts %s, as the OpenAPI document says, but neither alone", async (_, names) => {
  expect(names).toHaveLength(2);
  expect(await send(names)).toBe(404);
  for (const name of names) expect(await send([name])).toBe(401);
});

test("documents every place that is accepted", () => {
  expect(security).toHaveLength(6);
  expect(new Set(security.flatMap((requirement) => Object.keys(requirement)))).toEqual(
    new Set(Object.keys(securitySchemes)),
  );
});
