import { randomUUID } from "node:crypto";
import type { Server } from "node:http";
import { openTestApi, SecretBox, type TestApi } from "@roster/api/testing";
import { listen } from "@roster/http";
import { createAdmission } from "../http/admission.js";
import { createHttpServer, type HttpOptions } from "../http/http-server.js";

/** The HTTP surfaces in this process, over an API on a new empty database. */
export interface TestHttp extends AsyncDisposable {
  readonly test: TestApi;
  readonly url: string;
  /** Adds a key with exactly this secret to the first app. */
  addKey(secret: string): Promise<{ apiKey: string }>;
  /** Reads the user "known" through both surfaces and returns their outcomes. */
  read(token: string | undefined, apiKey?: string): Promise<readonly [trpc: string, rest: string]>;
}

type TestHttpOptions = NonNullable<Parameters<typeof openTestApi>[1]> &
  Pick<HttpOptions, "admission">;

export async function openTestHttp(
  backend: Parameters<typeof openTestApi>[0],
  { admission, ...options }: TestHttpOptions = {},
): Promise<TestHttp> {
  const test = await openTestApi(backend, options);
  await test.server.users.add({ id: "known" });
  const listening = await serve(test.api, admission);
  return {
    test,
    url: listening.url,
    async addKey(secret) {
      const key = randomUUID();
      const sealed = new SecretBox(test.masterKey).seal(key, secret);
      await test.database.apiKeys.add({ key, appId: "main", name: "made", secret: sealed });
      return { apiKey: key };
    },
    read: (token, apiKey = test.apiKey) => readKnown(listening.url, apiKey, token),
    async [Symbol.asyncDispose]() {
      await listening.close();
      await test[Symbol.asyncDispose]();
    },
  };
}

const silent: HttpOptions["log"] = { error() {} };

/** Serves this API on a free port. */
export async function serve(
  api: HttpOptions["api"],
  admission = createAdmission(),
  log: HttpOptions["log"] = silent,
) {
  const create = (): Server =>
    createHttpServer({
      api,
      maxBodyBytes: 1_000_000,
      trustedProxies: 1,
      cors: { origins: "*", headers: [] },
      log,
      admission,
    });
  const listening = await listen(create, { host: "127.0.0.1", port: 0 });
  const close = async () => void (await listening.close(0));
  return { url: `http://127.0.0.1:${listening.port}`, close, [Symbol.asyncDispose]: close };
}

/** Reads the user "known" through both surfaces. */
export async function readKnown(url: string, apiKey: string, token: string | undefined) {
  const authorization = token === undefined ? {} : { authorization: token };
  const headers = { "x-api-key": apiKey, ...authorization };
  const input = encodeURIComponent('{"id":"known"}');
  const trpc = await fetch(`${url}/trpc/users.get?input=${input}`, { headers });
  const query = new URLSearchParams({ api_key: apiKey });
  const rest = await fetch(`${url}/api/v1.0/user/known/?${query.toString()}`, {
    headers: authorization,
  });
  const trpcBody = (await trpc.json()) as { error?: { data: { code: string } } }; // our own wire format
  const restBody = (await rest.json()) as { exception?: string }; // the REST wire format
  return [trpcBody.error?.data.code ?? "OK", restBody.exception ?? "OK"] as const;
}

export const accepted = ["OK", "OK"];
export const refused = ["UNAUTHENTICATED", "SignatureException"];
export const unknownKey = ["UNKNOWN_API_KEY", "ApiKeyException"];
