import type { IncomingMessage } from "node:http";
import type { Credentials, RequestObserver } from "@roster/api";
import { AppError } from "@roster/contract";
import { handleRest, openApiDocument } from "@roster/rest";
import { type HttpResponse, jsonResponse } from "./response.js";
import { handleDocs } from "./docs-page.js";
import { DOCS, HEALTH, OPENAPI, READY, REST, type RouteOptions, TRPC } from "./paths.js";
import { errorResponse } from "./error-response.js";
import { handleTrpc } from "../trpc/trpc-transport.js";

export interface RoutedRequest extends RouteOptions {
  readonly readBody: () => Promise<string>;
  readonly trace: RequestObserver | undefined;
}

/** Finds who answers a request. */
export async function route(
  request: IncomingMessage,
  options: RoutedRequest,
): Promise<HttpResponse> {
  const { readBody, trace } = options;
  const { method = "GET", url = "/", headers } = request;
  const queryAt = url.indexOf("?");
  const path = queryAt < 0 ? url : url.slice(0, queryAt);
  const query = new URLSearchParams(queryAt < 0 ? "" : url.slice(queryAt + 1));

  if (path.startsWith(TRPC)) {
    return handleTrpc(options.api, {
      method,
      path: path.slice(TRPC.length),
      query,
      credentials: readCredentials(headers),
      readBody,
      trace,
    });
  }
  if (path === HEALTH) return jsonResponse(200, { status: "ok" });
  if (path === READY) {
    const report = await options.api.readiness.check();
    return jsonResponse(report.status === "ready" ? 200 : 503, report, {
      "cache-control": "no-store",
    });
  }
  if (path === "/") return jsonResponse(200, endpoints);
  if (path === OPENAPI) return jsonResponse(200, openApiDocument);
  const docs = path.startsWith(DOCS) ? await handleDocs(path.slice(DOCS.length)) : undefined;
  if (docs) return docs;
  if (path.startsWith(REST)) {
    return handleRest(options, {
      method,
      path,
      query,
      credentials: readCredentials(headers),
      readBody,
      trace,
    });
  }
  const error = new AppError("NOT_FOUND", `Nothing is at ${method} ${path}`);
  return errorResponse(url, error, options);
}

const endpoints = {
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
