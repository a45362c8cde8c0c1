import type { Actor } from "../../auth/actor.js";
import type { Api } from "../../create-api.js";
import { handleTrpc } from "../transport.js";

/** A call as text, so that tests choose each token of its input. */
export interface TextCall {
  readonly path: string;
  readonly input: string;
}

/** The ways to send calls over tRPC's protocol. */
export const protocols = ["single", "batched", "streamed"] as const;
export type Protocol = (typeof protocols)[number];

/** Sends calls, in one request unless they are single. Returns the text of their results as one array. */
export async function sendTrpc(
  api: Api,
  calls: readonly TextCall[],
  { actor, protocol }: { readonly actor: Actor; readonly protocol: Protocol },
): Promise<string> {
  const caller = { actor };
  if (protocol === "single") {
    const bodies = calls.map(({ path, input }) => post(api, { path, text: input, caller }));
    return `[${(await Promise.all(bodies)).join(",")}]`;
  }
  const inputs = calls.map(({ input }, index) => `"${index}" : ${input}`);
  const path = calls.map((call) => call.path).join(",");
  const request = { path, text: `{ ${inputs.join(" , ")} }`, caller };
  if (protocol === "batched") return post(api, { ...request, query: { batch: "1" } });
  const accept = "application/jsonl";
  const body = await post(api, { ...request, query: { batch: "1" }, accept });
  // The chunks of a streamed batch come in any order. The dot has to match U+2028, too.
  const chunks = body.split("\n").flatMap((line) => {
    const [, index, result = ""] = /^\[(\d+),0,\[\[(.*)\]\]\]$/s.exec(line) ?? [];
    return index === undefined ? [] : [[Number(index), result] as const];
  });
  if (chunks.length === 0) return body; // the error of the whole request
  const results = new Map(chunks);
  return `[${calls.map((_, index) => results.get(index)).join(",")}]`;
}

interface Post {
  readonly path: string;
  readonly text: string;
  readonly caller: { readonly actor: Actor };
  readonly query?: Record<string, string>;
  readonly accept?: string;
}

async function post(api: Api, { path, text, caller, query, accept }: Post): Promise<string> {
  const { body } = await handleTrpc(api, {
    method: "POST",
    path,
    query: new URLSearchParams(query),
    contentType: "application/json",
    accept,
    caller,
    readBody: async () => text,
  });
  if (typeof body === "string") return body;
  let written = "";
  for await (const chunk of body) written += chunk;
  return written;
}
