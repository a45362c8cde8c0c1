import type { IncomingMessage } from "node:http";
import type { Credentials, Trace } from "@roster/api";
import { AppError } from "@roster/contract";
import { answerRest, openApiDocument } from "@roster/rest";
import { type Answer, jsonAnswer } from "./response.js";
import { answerDocs } from "./docs-page.js";
import { DOCS, HEALTH, OPENAPI, READY, REST, type RouteOptions, TRPC } from "./paths.js";
import { refuse } from "./refuse.js";
import { answerTrpc } from "../trpc/trpc-transport.js";

export interface Routed extends RouteOptions {
  readonly readBody: () => Promise<string>;
  readonly trace: Trace | undefined;
}

/** Finds who answers a request. */
export async function route(request: IncomingMessage, options: Routed): Promise<Answer> {
  const { readBody, trace } = options;
  const { method = "GET", url = "/", headers } = request;
  const queryAt = url.indexOf("?");
  const path = queryAt < 0 ? url : url.slice(0, queryAt);
  const query = new URLSearchParams(queryAt < 0 ? "" : url.slice(queryAt + 1));

  if (path.startsWith(TRPC)) {
    return answerTrpc(options.api, {
      method,
      path: path.slice(TRPC.length),
      query,
      credentials: readCredentials(headers),
      readBody,
      trace,
    });
  }
  if (path === HEALTH) return jsonAnswer(200, { status: "ok" });
  if (path === READY) {
    const report = await options.api.readiness.check();
    return jsonAnswer(report.status === "ready" ? 200 : 503, report, {
      "cache-control": "no-store",
    });
  }
  if (path === "/") return jsonAnswer(200, places);
  if (path === OPENAPI) return jsonAnswer(200, openApiDocument);
  const docs = path.startsWith(DOCS) ? await answerDocs(path.slice(DOCS.length)) : undefined;
  if (docs) return docs;
  if (path.startsWith(REST)) {
    return answerRest(options, {
      method,
      path,
      query,
      credentials: readCredentials(headers),
      readBody,
      trace,
    });
  }
  const error = new AppError("NOT_FOUND", `Nothing is at ${method} ${path}`);
  return refuse(url, error, options);
}

const places = {
  name: "roster",
  trpc: TRPC,
  rest: REST,
  docs: DOCS,
  health: HEALTH,
  ready: READY,
};

export function readCredentials(headers: IncomingMessage["headers"]): Credentials {
  const apiKey = headers["x-api-key"] ?? headers["api_key"];
  return { apiKey: String(apiKey ?? ""), authorization: headers.authorization };
}
