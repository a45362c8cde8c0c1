import { type Api, type Credentials, type Logger, type RateStatus, toAppError } from "@roster/api";
import { AppError, errors, retryAfterSeconds } from "@roster/contract";
import { stringifyJson } from "@roster/contract/json";
import { toErrorBody } from "./error-body.js";
import { toRateLimitHeaders } from "./rate-limit-headers.js";
import {
  findRoute,
  idIn,
  isVersioned,
  methodsAt,
  missingRoute,
  unknownPath,
} from "./routes/find-route.js";

/** A request as plain data, independent of the HTTP server. */
export interface RestRequest {
  readonly method: string;
  /** The URL path from `/api/` on, still encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** The credentials in the headers; `api_key` in the query takes precedence. */
  readonly credentials: Credentials;
  readonly readBody: () => Promise<string>;
  /** Waits until a body that is not read has arrived. */
  readonly discardBody: () => Promise<void>;
  readonly requestId?: string | undefined;
  /** For whom the caller says that it acts. Only logged, and only for server tokens and the administrator. */
  readonly onBehalfOf?: string | undefined;
  /** Where the request comes from; called only if the API key is limited to some addresses. */
  readonly getAddress?: (() => string) | undefined;
  /** Counts bytes of the response until it is written or abandoned. */
  readonly hold?: ((bytes: number) => void) | undefined;
}

export interface RestResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Always a JSON object: the SDKs fail on anything else. */
  readonly body: string;
}

export interface RestOptions {
  readonly api: Api;
  readonly log: Logger;
}

type Context = ReturnType<Api["createContext"]>;

/** What the calls of strangers are reported as if their path has no route. */
const NO_PROCEDURE = "rest";

/** Handles any request below `/api/`. Errors are returned as responses, never thrown. */
export async function handleRest(
  { api, log }: RestOptions,
  request: RestRequest,
): Promise<RestResponse> {
  const start = performance.now();
  let rate = api.fullRateStatus();
  const { path, query, readBody, requestId, onBehalfOf, getAddress, hold } = request;
  const onRate = (status: RateStatus) => (rate = status);
  const context = api.createContext(
    { credentials: credentialsOf(request) },
    { requestId, surface: "rest", onBehalfOf, getAddress, onRate, hold },
  );
  const common = { "content-type": "application/json", "x-request-id": context.requestId };
  try {
    const { route, users, actor } = await enter(api, context, request);
    const readLimited = async () => {
      const text = await readBody();
      if (actor) api.assertInputLength(context, actor, text.length);
      return text;
    };
    const result = await route.handle({ users, id: idIn(path), query, readBody: readLimited });
    const body = { ...result, duration: durationSince(start) };
    const headers = { ...common, ...toRateLimitHeaders(rate) };
    return { status: route.status, headers, body: stringifyJson(body) };
  } catch (error) {
    const appError = toAppError(error);
    if (appError.code === "INTERNAL" && !isLogged(error)) {
      log.error({ err: error, requestId: context.requestId }, "REST request failed");
    }
    const isWrongMethod = appError.code === "METHOD_NOT_ALLOWED";
    const allow = isWrongMethod && { allow: methodsAt(path).join(", ") };
    const response = toErrorResponse(appError, durationSince(start));
    const headers = { ...common, ...toRateLimitHeaders(rate), ...response.headers, ...allow };
    return { ...response, headers };
  }
}

/** Finds the route, but authenticates the caller first, so that no route can answer a stranger. */
async function enter(api: Api, context: Context, request: RestRequest) {
  try {
    if (!isVersioned(request.path)) throw unknownPath(request);
    const route = findRoute(request);
    const admitted = await api.admit(context, route?.procedure ?? NO_PROCEDURE);
    if (!route) throw missingRoute(request);
    return { route, users: api.createCaller(admitted).users, actor: admitted.caller.actor };
  } catch (error) {
    await request.discardBody();
    throw error;
  }
}

/** The response to a request that was rejected before it reached a route. */
export function rejectRest(api: Api, error: unknown, requestId: string): RestResponse {
  const response = toErrorResponse(toAppError(error), "0.00ms");
  const headers = { "content-type": "application/json", "x-request-id": requestId };
  return {
    ...response,
    headers: { ...headers, ...toRateLimitHeaders(api.fullRateStatus()), ...response.headers },
  };
}

function toErrorResponse(error: AppError, duration: string): RestResponse {
  const seconds = retryAfterSeconds(error);
  return {
    status: errors[error.code].httpStatus,
    headers: seconds === undefined ? {} : { "retry-after": String(seconds) },
    body: JSON.stringify(toErrorBody(error, duration)),
  };
}

function credentialsOf({ query, credentials }: RestRequest): Credentials {
  return { ...credentials, apiKey: query.get("api_key") ?? credentials.apiKey };
}

/** The procedure middleware logs errors and sets an AppError as the cause. */
const isLogged = (error: unknown) => error instanceof Error && error.cause instanceof AppError;

/** In Go's duration syntax, which the Go SDK parses: `2.10ms`. */
const durationSince = (start: number) => `${(performance.now() - start).toFixed(2)}ms`;
