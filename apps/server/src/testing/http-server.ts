import { once } from "node:events";
import type { Server } from "node:http";
import type { DialectName } from "@roster/db";
import type { UserReads } from "@roster/contract";
import { openTestApi, serverClaims, signToken, type TestApi } from "@roster/api/testing";
import { createHttpServer } from "../http/http-server.js";
import { createAdmission, type Admission } from "../http/admission.js";
import { defaultLimits, type Limits } from "../http/limits.js";
import { openRawConnection, type RawConnection } from "./raw-http.js";

/** The API over HTTP in this process, on a new empty database. */
export interface TestHttpServer extends AsyncDisposable {
  readonly port: number;
  readonly url: string;
  readonly databaseUrl: string;
  readonly admission: Admission;
  /** The headers that authenticate a request. */
  readonly headers: Readonly<Record<"x-api-key" | "authorization", string>>;
  /** The same headers as lines of a request head. */
  readonly lines: readonly string[];
  readonly apiSecret: string;
  /** The procedures, called in process as the app's backend. */
  readonly caller: TestApi["server"];
  /** The fields of each logged error. */
  readonly logged: readonly unknown[];
  connect(): Promise<RawConnection>;
}

export interface TestHttpOptions {
  readonly backend?: DialectName;
  readonly limits?: Partial<Limits>;
  readonly maxBodyBytes?: number;
  readonly userReads?: UserReads;
}

export async function openTestHttpServer({
  backend = "sqlite",
  limits = {},
  maxBodyBytes = 1_000_000,
  userReads,
}: TestHttpOptions = {}): Promise<TestHttpServer> {
  const testApi = await openTestApi(backend, { ...(userReads && { userReads }) });
  const { api, apiKey, apiSecret } = testApi;
  const logged: unknown[] = [];
  const log = { error: (fields: unknown) => void logged.push(fields) };
  const admission = createAdmission({ ...defaultLimits, ...limits });
  const server = createHttpServer({
    api,
    log,
    maxBodyBytes,
    trustedProxies: 0,
    cors: { origins: "*", headers: [] },
    admission,
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const port = portOf(server);
  const authorization = await signToken(serverClaims, apiSecret);
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    databaseUrl: testApi.databaseUrl,
    admission,
    apiSecret,
    caller: testApi.server,
    headers: { "x-api-key": apiKey, authorization },
    lines: ["Host: x", `X-API-Key: ${apiKey}`, `Authorization: ${authorization}`],
    logged,
    connect: () => openRawConnection(port, "127.0.0.1"),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await testApi[Symbol.asyncDispose]();
    },
  };
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}
