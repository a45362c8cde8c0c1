import type { IncomingMessage } from "node:http";
import { openTestApi, type TestApi, type TestApiOptions } from "@roster/api/testing";
import { createHTTPHandler } from "@trpc/server/adapters/standalone";
import { createServer } from "node:http";
import { createClient, type RosterClient, type ServerClientOptions } from "../index.js";

/** A request that the server received. */
export interface RecordedRequest {
  readonly method: string;
  /** The path and query. */
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly bodyBytes: number;
}

/** A separate API served over real HTTP, as in apps/server. */
export interface TestServer extends TestApi {
  readonly url: string;
  /** All received requests. Tests may clear it. */
  readonly requests: RecordedRequest[];
  /** Creates a backend client of the first app that retries without delay. */
  connect(options?: Partial<ServerClientOptions>): RosterClient;
}

export async function openTestServer(options: TestApiOptions = {}): Promise<TestServer> {
  const testApi = await openTestApi("sqlite", options);
  const { api, apiKey, apiSecret } = testApi;
  const requests: RecordedRequest[] = [];
  const handle = createHTTPHandler({
    router: api.router,
    basePath: "/trpc/",
    maxBatchSize: 100,
    allowMethodOverride: true,
    createContext: ({ req: { headers } }) =>
      api.createContext({
        credentials: {
          apiKey: headers["x-api-key"]?.toString(),
          authorization: headers.authorization,
        },
      }),
  });
  const server = createServer((request, response) => {
    const { method = "", url = "", headers } = request;
    requests.push({ method, url, headers, bodyBytes: Number(headers["content-length"] ?? 0) });
    handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  return {
    ...testApi,
    url,
    requests,
    connect: (more) => createClient({ url, apiKey, apiSecret, retryDelay: () => 0, ...more }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await testApi[Symbol.asyncDispose]();
    },
  };
}
