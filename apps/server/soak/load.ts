import { Agent, request } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import type { ServerProcess } from "../src/testing/server.js";

/** The number of different ids, which limits the size of the table. */
const USERS = 5_000;

const CONNECTIONS = 32;

/** How long a connection pauses when it is ahead of the target rate. */
const REST_MS = 5;

interface Call {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly body?: string;
}

/** The responses of a run. */
export interface LoadResult {
  calls: number;
  /** Responses with 503: the server is overloaded. */
  rejected: number;
  /** Unexpected responses. */
  readonly unexpected: string[];
}

/**
 * Sends requests for `duration` milliseconds, at most `rate` per second in total. Ids, filters and data vary, so that
 * no cache can serve them.
 */
export async function runLoad(
  server: ServerProcess,
  { duration, rate = Infinity }: { readonly duration: number; readonly rate?: number },
): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const result: LoadResult = { calls: 0, rejected: 0, unexpected: [] };
  const start = performance.now();
  const elapsed = () => performance.now() - start;
  const work = async () => {
    while (elapsed() < duration) {
      if (result.calls > (elapsed() / 1000) * rate) {
        await pause(REST_MS);
        continue;
      }
      result.calls += 1;
      const call = chooseCall(result.calls);
      const { status, body } = await sendRequest(server, agent, call);
      if (status === 503) result.rejected += 1;
      else if (!expected.has(status)) result.unexpected.push(`${call.path} ${status} ${body}`);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, work));
  agent.destroy();
  return result;
}

/** Users are added and removed all the time, so 404 is as valid as 200. */
const expected = new Set([200, 201, 404]);

function chooseCall(n: number): Call {
  const id = `user-${Math.floor(Math.random() * USERS)}`;
  const post = (procedure: string, input: unknown): Call => ({
    method: "POST",
    path: `/trpc/users.${procedure}`,
    body: JSON.stringify(input),
  });
  const data = { name: `Name ${n}`, score: n % 1000, note: "x".repeat(n % 300) };
  switch (n % 16) {
    case 0:
    case 1:
    case 2:
    case 3:
      return post("add", { id, data, getOrCreate: true });
    case 4:
    case 5:
      return post("update", { id, data });
    case 6:
      return post("patch", { id, set: { score: n } });
    case 7:
    case 8:
      return post("remove", { id });
    case 9:
      return post("list", { where: { [`data.key${n % 5000}`]: { eq: n } }, limit: 5 });
    case 10:
      return post("add", { id, data, getOrCreate: true, idempotencyKey: `soak-key-${n}-${id}` });
    case 11:
      return { method: "GET", path: `/api/v1.0/user/${id}/` };
    default:
      return post("get", { id });
  }
}

function sendRequest(
  { ready, credentials, authorization }: ServerProcess,
  agent: Agent,
  { method, path, body = "" }: Call,
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const headers = {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
      "x-api-key": credentials.apiKey,
      authorization,
    };
    const sent = request(`${ready.apiUrl}${path}`, { agent, method, headers }, (response) => {
      text(response).then(
        (all) => resolve({ status: response.statusCode ?? 0, body: all }),
        reject,
      );
    });
    sent.once("error", reject);
    sent.end(body);
  });
}
