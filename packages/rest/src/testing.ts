import { adminActor, openTestApi, serverClaims, signToken } from "@roster/api/testing";
import type { Scope } from "@roster/contract";
import { handleRest } from "./handle-rest.js";
import { ErrorResponse } from "./wire.js";

type Backend = Parameters<typeof openTestApi>[0];

/** JSON text, a value to be written as JSON, or a function that reads the body. */
type Body = string | Readonly<Record<string, unknown>> | (() => Promise<string>);

/** A response with its body parsed. */
export interface TestResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  /** The body as it was sent. */
  readonly text: string;
}

/** The REST API on its own test API. */
export interface TestRest extends AsyncDisposable {
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly logged: readonly unknown[];
  /** The procedures, called as the backend of the first app. */
  readonly server: Awaited<ReturnType<typeof openTestApi>>["server"];
  /** Adds an API key with these scopes, and a server token of it. */
  addKey(scopes: Scope[]): Promise<{ apiKey: string; token: string }>;
  /** Sends a request such as `POST /user/?get_or_create=1` as the app's backend, or with another token. */
  send(line: string, body?: Body, token?: string): Promise<TestResponse>;
}

export async function openTestRest(
  backend: Backend,
  options: Parameters<typeof openTestApi>[1] = {},
): Promise<TestRest> {
  const testApi = await openTestApi(backend, options);
  const { apiKey, apiSecret } = testApi;
  const logged: unknown[] = [];
  const log = { error: (fields: Record<string, unknown>) => logged.push(fields) };
  const serverToken = await signToken(serverClaims, apiSecret);
  return {
    apiKey,
    apiSecret,
    logged,
    server: testApi.server,
    async addKey(scopes) {
      const admin = testApi.as(adminActor("main"));
      const { apiKey: added, secret } = await admin.apiKeys.add({ name: "Test", scopes });
      return { apiKey: added.key, token: await signToken(serverClaims, secret) };
    },
    async send(line, body = {}, token = serverToken) {
      const [method = "", url = ""] = line.split(" ");
      const [path = "", query = ""] = url.split("?");
      const response = await handleRest(
        { api: testApi.api, log },
        {
          method,
          path: path.startsWith("/api/") ? path : `/api/v1.0${path}`,
          query: new URLSearchParams(query),
          credentials: { apiKey, authorization: token },
          readBody: toReader(body),
          discardBody: async () => {},
        },
      );
      const parsed: TestResponse["body"] = JSON.parse(response.body);
      if (response.status >= 400) ErrorResponse.parse(parsed);
      return { ...response, body: parsed, text: response.body };
    },
    [Symbol.asyncDispose]: () => testApi[Symbol.asyncDispose](),
  };
}

function toReader(body: Body): () => Promise<string> {
  if (isReader(body)) return body;
  return async () => (typeof body === "string" ? body : JSON.stringify(body));
}

function isReader(body: Body): body is () => Promise<string> {
  return typeof body === "function";
}
