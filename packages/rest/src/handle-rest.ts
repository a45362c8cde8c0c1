import {
  type Api,
  type Credentials,
  type Logger,
  type RateStatus,
  toAppError,
  type RequestObserver,
} from "@roster/api";
import { AppError, errors, retryAfterSeconds } from "@roster/contract";
import { toErrorBody } from "./error-body.js";
import { findRoute, methodsAt } from "./routes/find-route.js";
import { lowestRemaining, toRateLimitHeaders } from "./rate-limit-headers.js";

/** A request as plain data, whatever received it. */
export interface RestRequest {
  readonly method: string;
  /** The URL's path from `/api/` on, still encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Those of the headers; `api_key` in the query goes before them. */
  readonly credentials: Credentials;
  readonly readBody: () => Promise<string>;
  readonly trace?: RequestObserver | undefined;
}

export interface RestResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** A JSON object, in every case: an SDK that meets anything else fails. */
  readonly body: string;
}

export interface RestOptions {
  readonly api: Api;
  readonly log: Logger;
}

/** Answers any request below `/api/`; a refusal is an answer too. */
export async function handleRest(
  { api, log }: RestOptions,
  request: RestRequest,
): Promise<RestResponse> {
  const start = performance.now();
  let rate = api.fullRateStatus();
  const trace = request.trace ?? { requestId: crypto.randomUUID() };
  const onRate = (status: RateStatus) => (rate = lowestRemaining(rate, status));
  const context = api.createContext({ credentials: credentialsOf(request) }, { ...trace, onRate });
  const common = { "content-type": "application/json", "x-request-id": context.requestId };
  try {
    const { route, id } = findRoute(request);
    const { users } = api.createCaller(context);
    const { query, readBody } = request;
    const answer = await route.handle({ users, id, query, readBody });
    const body = { ...answer, duration: durationSince(start) };
    const headers = { ...common, ...toRateLimitHeaders(rate) };
    return { status: route.status, headers, body: JSON.stringify(body) };
  } catch (error) {
    const appError = toAppError(error);
    if (appError.code === "INTERNAL" && !isLogged(error)) {
      log.error({ err: error, requestId: context.requestId }, "the REST surface failed");
    }
    const isWrongMethod = appError.code === "METHOD_NOT_ALLOWED";
    const allow = isWrongMethod && { allow: methodsAt(request.path).join(", ") };
    const answer = toErrorResponse(appError, durationSince(start));
    const headers = { ...common, ...toRateLimitHeaders(rate), ...answer.headers, ...allow };
    return { ...answer, headers };
  }
}

/** The answer to a request that was refused before it came to a route. */
export function rejectRest(api: Api, error: unknown, requestId: string): RestResponse {
  const answer = toErrorResponse(toAppError(error), "0.00ms");
  const headers = { "content-type": "application/json", "x-request-id": requestId };
  return {
    ...answer,
    headers: { ...headers, ...toRateLimitHeaders(api.fullRateStatus()), ...answer.headers },
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

/** What a procedure threw is logged by its middleware, which sets an AppError as the cause. */
const isLogged = (error: unknown) => error instanceof Error && error.cause instanceof AppError;

/** In Go's syntax for durations, which Go's SDK parses: `2.10ms`. */
const durationSince = (start: number) => `${(performance.now() - start).toFixed(2)}ms`;
