import { once } from "node:events";
import { createServer } from "node:net";

type Fetch = typeof fetch;

/** A fetch that drops the responses to the first `count` requests. */
export function dropResponses(count: number): Fetch {
  let left = count;
  return async (...request) => {
    const response = await fetch(...request);
    left -= 1;
    if (left < 0) return response;
    await response.arrayBuffer();
    throw new TypeError("fetch failed", { cause: new Error("other side closed") });
  };
}

/** A fetch that sends the first request to a closed port. */
export function refuseConnectionOnce(): Fetch {
  return onFirst(async (init) => fetch(await findUnreachableUrl(), init));
}

/** The URL of a closed port. */
export async function findUnreachableUrl(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
}

/** A fetch that fails the first request, of one call, with an error with this `data`. */
export function failOnce(data: object): Fetch {
  const error = { message: "Later", code: -32603, data };
  return onFirst(() => Promise.resolve(Response.json([{ error }])));
}

function onFirst(respond: (init: RequestInit | undefined) => Promise<Response>): Fetch {
  let isFirst = true;
  return (url, init) => {
    if (!isFirst) return fetch(url, init);
    isFirst = false;
    return respond(init);
  };
}
