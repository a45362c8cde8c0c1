import { type Api, type Credentials, acceptsRawUsers, type RequestObserver } from "@roster/api";
import { parseRawUsers } from "@roster/contract";
import { parseExactJson } from "@roster/contract/json";
import { type AnyTRPCProcedure, TRPCError } from "@trpc/server";

/** A request of tRPC's HTTP protocol with JSON inputs, single or batched. */
export interface TrpcRequest {
  readonly method: string;
  /** What follows `/trpc/` in the URL, still encoded: `users.add` or `users.get,users.get`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly credentials: Credentials;
  /** Not called for a GET, whose input stands in the query. */
  readonly readBody: () => Promise<string>;
  readonly trace?: RequestObserver | undefined;
}

/** One procedure to be called. */
export interface Call {
  readonly path: string;
  readonly index: number;
  readonly type: "query" | "mutation" | "subscription" | "unknown";
}

/** The most calls that one request may carry. */
export const MAX_BATCH = 100;

export const isBatch = (request: TrpcRequest) => request.query.get("batch") === "1";

/** @throws TRPCError for a path that cannot be decoded, or for more calls than a batch may have. */
export function readCalls(api: Api, request: TrpcRequest): Call[] {
  const path = decodePath(request.path);
  const paths = isBatch(request) ? path.split(",") : [path];
  if (paths.length > MAX_BATCH) {
    throw new TRPCError({ code: "BAD_REQUEST", message: "Batch call exceeds maximum size" });
  }
  const procedures = proceduresByPath(api);
  const calls = paths.map((name, index) => {
    const procedure = Object.hasOwn(procedures, name) ? procedures[name] : undefined;
    return { path: name, index, type: procedure?._def.type ?? ("unknown" as const) };
  });
  const types = new Set(calls.map((call) => call.type).filter((type) => type !== "unknown"));
  if (types.size > 1) {
    const mixed = [...types].join(", ");
    throw new TRPCError({
      code: "BAD_REQUEST",
      message: `Cannot mix procedure types in call: ${mixed}`,
    });
  }
  return calls;
}

/**
 * The inputs by index of call.
 *
 * @throws AppError INVALID or TOO_LARGE; TRPCError for a batch that is no object.
 */
export async function readInputs(
  request: TrpcRequest,
  calls: readonly Call[],
): Promise<readonly unknown[]> {
  const text =
    request.method === "GET" ? (request.query.get("input") ?? "") : await request.readBody();
  if (text === "") return [];
  const [call] = calls;
  if (call && !isBatch(request)) {
    return [(acceptsRawUsers(call.path) ? parseRawUsers : parseExactJson)(text)];
  }
  const input = parseExactJson(text);
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    throw new TRPCError({
      code: "BAD_REQUEST",
      message: '"input" needs to be an object when doing a batch call',
    });
  }
  return Array.from({ length: MAX_BATCH }, (_, index) => input[index]);
}

/** tRPC's type nests this record like the router; its keys are whole paths. */
function proceduresByPath(api: Api) {
  const nested: unknown = api.router._def.procedures;
  return nested as Readonly<Record<string, AnyTRPCProcedure>>; // oxlint-disable-line typescript/consistent-type-assertions -- as said above
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (cause) {
    throw new TRPCError({
      code: "BAD_REQUEST",
      message: `Invalid URL-encoding in path "${path}"`,
      cause,
    });
  }
}
