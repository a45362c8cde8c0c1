import { once } from "node:events";
import { Agent, request as httpRequest } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import type { DialectName } from "@roster/db";
import { signToken } from "@roster/api/testing";
import { openTestHttpServer, type TestHttpServer } from "../src/testing/http-server.js";
import type { FuzzRequest } from "./fuzz-requests.js";
import { resolveJsonLines } from "./resolve-json-lines.js";

/** The response of a server on one engine. */
export interface FuzzResponse {
  readonly status: number;
  readonly body: string;
}

/** A server on one engine, and one connection to it, which reconnects when it is closed. */
export interface FuzzTarget extends AsyncDisposable {
  readonly server: TestHttpServer;
  /** Rejects if there is no response within ten seconds. */
  send(request: FuzzRequest): Promise<FuzzResponse>;
  /** Sends raw bytes, which may not be a valid request, and resolves with everything received. */
  sendRaw(bytes: Buffer): Promise<string>;
}

const RESPONSE_TIMEOUT_MS = 10_000;

export async function openFuzzTarget(backend: DialectName): Promise<FuzzTarget> {
  const server = await openTestHttpServer({ backend, userReads: "all" });
  const credentials = await signCredentials(server);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    server,
    send: ({ method, target, as, lines, body }) =>
      new Promise((resolve, reject) => {
        const headers = ["Host: x", ...credentials[as], ...lines, `Content-Length: ${Buffer.byteLength(body)}`]; // prettier-ignore
        const sent = httpRequest({
          agent,
          method,
          path: target,
          host: "127.0.0.1",
          port: server.port,
          headers: headers.flatMap((line) => line.split(/: (.*)/, 2)),
          timeout: RESPONSE_TIMEOUT_MS,
        });
        sent.once("response", (response) => {
          text(response).then((all) => resolve({ status: response.statusCode ?? 0, body: all }), reject); // prettier-ignore
        });
        sent.once("timeout", () =>
          sent.destroy(new Error(`no response within ${RESPONSE_TIMEOUT_MS} ms`)),
        );
        sent.once("error", reject);
        sent.end(body);
      }),
    async sendRaw(bytes) {
      const socket = connect(server.port, "127.0.0.1").setTimeout(RESPONSE_TIMEOUT_MS);
      let answer = "";
      socket.on("data", (chunk: Buffer) => (answer += chunk.toString("latin1")));
      socket.on("error", () => {}); // only the close event matters
      socket.once("timeout", () => (answer += "HTTP/1.1 599 no end"));
      socket.once("timeout", () => socket.destroy());
      socket.end(bytes);
      await once(socket, "close");
      return answer;
    },
    async [Symbol.asyncDispose]() {
      agent.destroy();
      await server[Symbol.asyncDispose]();
    },
  };
}

async function signCredentials({ headers, apiSecret }: TestHttpServer) {
  const key = `X-API-Key: ${headers["x-api-key"]}`;
  const authorize = (token: string) => `Authorization: ${token}`;
  const user = authorize(await signToken({ user_id: "a" }, apiSecret));
  const reader = authorize(await signToken({ resource: "users", action: "read" }, apiSecret));
  const forged = authorize(await signToken({ user_id: "a" }, "x".repeat(64)));
  const token = authorize(headers.authorization);
  return {
    server: [key, token],
    user: [key, user],
    reader: [key, reader],
    nobody: [],
    stranger: ["X-API-Key: nosuch", token],
    forger: [key, forged],
    two: [key, token, user],
  } satisfies Record<FuzzRequest["as"], string[]>;
}

/** Replaces what differs between equivalent servers: times, request ids, cursors, the order of streamed results. */
export function normalize({ status, body }: FuzzResponse): FuzzResponse {
  const same = resolveJsonLines(body)
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z/g, "TIME")
    .replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "ID")
    .replace(/"duration":"[^"]*"/g, '"duration":"TIME"')
    .replace(/"(\w*[cC]ursor)":"[^"]*"/g, '"$1":"PLACE"');
  return { status, body: same };
}
