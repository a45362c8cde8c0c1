import type { IncomingMessage } from "node:http";
import {
  type Api,
  type Credentials,
  type Logger,
  toAppError,
  toErrorData,
  type Trace,
} from "@roster/api";
import { AppError } from "@roster/contract";
import { answerRest, openApiDocument } from "@roster/rest";
import { type Answer, jsonAnswer } from "./answer.js";
import { readBody } from "./body.js";
import { answerDocs } from "./docs-page.js";
import { answerTrpc } from "./trpc-transport.js";

export interface RouteOptions {
  readonly api: Api;
  readonly log: Logger;
  /** The most bytes of a request's body that are read. */
  readonly maxBodyBytes: number;
}

export const TRPC = "/trpc/";
export const REST = "/api/";
const OPENAPI = "/api/openapi.json";
const DOCS = "/api/docs";

/** Finds who answers a request. */
export async function route(
  request: IncomingMessage,
  options: RouteOptions,
  trace?: Trace,
): Promise<Answer> {
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
      readBody: () => readBody(request, options.maxBodyBytes),
      trace,
    });
  }
  if (path === "/healthz") return jsonAnswer(200, { status: "ok" });
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
      readBody: () => readBody(request, options.maxBodyBytes),
      trace,
    });
  }
  return notFound(options.api, `${method} ${path}`, trace);
}

const places = { name: "roster", trpc: TRPC, rest: REST, docs: DOCS, health: "/healthz" };

export function readCredentials(headers: IncomingMessage["headers"]): Credentials {
  const apiKey = headers["x-api-key"] ?? headers["api_key"];
  return { apiKey: String(apiKey ?? ""), authorization: headers.authorization };
}

function notFound(api: Api, place: string, trace: Trace | undefined): Answer {
  const { requestId } = api.createContext({ credentials: noCredentials }, trace);
  const error = toAppError(new AppError("NOT_FOUND", `Nothing is at ${place}`));
  const data = toErrorData(error, { requestId, path: undefined });
  return jsonAnswer(data.httpStatus, { error: { message: error.message, data } });
}

const noCredentials: Credentials = { apiKey: undefined, authorization: undefined };
