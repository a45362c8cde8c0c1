import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { openTestApi, type TestApi, type TestApiOptions } from "@roster/api/testing";
import { text } from "node:stream/consumers";
import { createClient, type RosterClient, type ServerClientOptions } from "../index.js";
import { respond } from "../in-process/respond.js";

/** A request that the server received. */
export interface RecordedRequest {
  readonly method: string;
  /** The path and query. */
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly bodyBytes: number;
}

interface TestServerOptions extends TestApiOptions {
  readonly backend?: Parameters<typeof openTestApi>[0];
}

/** A separate API served over real HTTP, as in apps/server. */
export interface TestServer extends TestApi {
  readonly url: string;
  /** All received requests. Tests may clear it. */
  readonly requests: RecordedRequest[];
  /** Creates a backend client of the first app that retries twice, without delay. */
  connect(options?: Partial<ServerClientOptions>): RosterClient;
}

export async function openTestServer({
  backend = "sqlite",
  ...options
}: TestServerOptions = {}): Promise<TestServer> {
  const testApi = await openTestApi(backend, options);
  const { api, apiKey, apiSecret } = testApi;
  const requests: RecordedRequest[] = [];
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const { method = "GET", headers } = request;
    const body = method === "GET" ? null : await text(request);
    const url = new URL(request.url ?? "/", "http://localhost");
    const answer = await respond(
      api,
      new Request(url, {
        method,
        body,
        headers: new Headers(Object.entries(headers).map(([name, value]) => [name, String(value)])),
      }),
    );
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
  };
  const server = createServer((request, response) => {
    const { method = "", url = "", headers } = request;
    requests.push({ method, url, headers, bodyBytes: Number(headers["content-length"] ?? 0) });
    void handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  return {
    ...testApi,
    url,
    requests,
    connect: (more) =>
      createClient({ url, apiKey, apiSecret, retries: 2, retryDelay: () => 0, ...more }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await testApi[Symbol.asyncDispose]();
    },
  };
}
