import type { IncomingMessage } from "node:http";
import { type Credentials, handleTrpc } from "@roster/api";
import { AppError } from "@roster/contract";
import { handleRest, openApiDocument } from "@roster/rest";
import {
  addressOf,
  HEALTH_PATH,
  healthResponse,
  type HttpResponse,
  jsonResponse,
  READY_PATH,
  readinessResponse,
} from "@roster/http";
import { handleDocs, publicHeaders } from "./docs-page.js";
import { DOCS, OPENAPI, REST, type RouteOptions, TRPC } from "./paths.js";
import { readOnBehalfOf } from "./validate-request.js";
import { errorResponse } from "./error-response.js";

export interface RoutedRequest {
  readonly options: RouteOptions;
  readonly readBody: () => Promise<string>;
  /** Waits until a body that is not needed has arrived. */
  readonly discardBody: () => Promise<void>;
  /** The signal that is aborted when the client disconnects. */
  readonly getSignal: () => AbortSignal;
  /** Called when the request waits for or runs a scan. */
  readonly onScan: () => void;
  /** Counts bytes of the response until it is written or abandoned. */
  readonly hold: (bytes: number) => void;
  readonly requestId: string;
}

/** Passes a request to its handler. */
export async function route(
  request: IncomingMessage,
  { options, readBody, discardBody, getSignal, onScan, hold, requestId }: RoutedRequest,
): Promise<HttpResponse> {
  const { method = "GET", url = "/", headers } = request;
  const queryAt = url.indexOf("?");
  const path = queryAt < 0 ? url : url.slice(0, queryAt);
  const query = new URLSearchParams(queryAt < 0 ? "" : url.slice(queryAt + 1));
  const getAddress = () => addressOf(request, options.trustedProxies);

  if (path.startsWith(TRPC)) {
    return handleTrpc(options.api, {
      method,
      path: path.slice(TRPC.length),
      query,
      contentType: headers["content-type"],
      accept: headers["trpc-accept"]?.toString() ?? headers.accept,
      caller: { credentials: readCredentials(headers) },
      readBody,
      requestId,
      onBehalfOf: readOnBehalfOf(headers),
      getAddress,
      getSignal,
      onScan,
      hold,
    });
  }
  if (path === HEALTH_PATH) return healthResponse();
  if (path === READY_PATH) return readinessResponse(await options.api.readiness.check());
  if (path === "/") return jsonResponse(200, endpoints);
  if (path === OPENAPI) return jsonResponse(200, openApiDocument, publicHeaders);
  const docs = path.startsWith(DOCS) ? await handleDocs(path.slice(DOCS.length)) : undefined;
  if (docs) return docs;
  if (path.startsWith(REST)) {
    return handleRest(options, {
      method,
      path,
      query,
      credentials: readCredentials(headers),
      readBody,
      discardBody,
      hold,
      requestId,
      onBehalfOf: readOnBehalfOf(headers),
      getAddress,
    });
  }
  const error = new AppError("NOT_FOUND", `No route for ${method} ${path}`);
  return errorResponse(url, error, { api: options.api, requestId });
}

const endpoints = {
  name: "roster",
  trpc: TRPC,
  rest: REST,
  docs: DOCS,
  health: HEALTH_PATH,
  ready: READY_PATH,
};

export function readCredentials(headers: IncomingMessage["headers"]): Credentials {
  const apiKey = headers["x-api-key"] ?? headers["api_key"];
  return { apiKey: String(apiKey ?? ""), authorization: headers.authorization };
}
