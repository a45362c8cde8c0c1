import { callCost, invalid, MAX_BATCH_COST, type Surface } from "@roster/contract";
import { isJsonText, parseJson } from "@roster/contract/json";
import { TRPCError } from "@trpc/server";
import type { Api } from "../create-api.js";
import { proceduresByPath } from "./procedures-by-path.js";
import type { Caller } from "./context.js";

/** A request of tRPC's HTTP protocol with JSON inputs, single or batched. */
export interface TrpcRequest {
  readonly method: string;
  /** The part of the URL after the endpoint, still encoded: `users.add` or `users.get,users.get`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** The `content-type` header. */
  readonly contentType: string | undefined;
  /** The `trpc-accept` header, or else `accept`. */
  readonly accept: string | undefined;
  readonly caller: Caller;
  /** Not called for a GET, whose input is in the query. */
  readonly readBody: () => Promise<string>;
  readonly requestId?: string | undefined;
  /** Where the request came in. Default: tRPC. */
  readonly surface?: Surface | undefined;
  /** For whom the caller says that it acts. Only logged, and only for server tokens and the administrator. */
  readonly onBehalfOf?: string | undefined;
  /** Where the request comes from; called only if the API key is limited to some addresses. */
  readonly getAddress?: (() => string) | undefined;
  /** The signal that is aborted when the caller disconnects; called if a procedure needs it. */
  readonly getSignal?: (() => AbortSignal) | undefined;
  /** Called whenever a call of the request waits for or runs a scan; must not throw. */
  readonly onScan?: (() => void) | undefined;
  /** Counts bytes of the response until it is written or abandoned. */
  readonly hold?: ((bytes: number) => void) | undefined;
}

/** One procedure to call. */
export interface Call {
  readonly path: string;
  readonly index: number;
  readonly type: "query" | "mutation" | "subscription" | "unknown";
}

/** The members of inputs that are stored or merged as text: data, the `set` of patches, and data schemas. */
export const TEXT_KEYS: ReadonlySet<string> = new Set(["data", "set", "schema"]);

const JSON_TYPE = "application/json";
const JSON_LINES_TYPE = "application/jsonl";

/** A query too long for a URL may use POST; a mutation never uses GET. */
export const methodsByType: Readonly<Record<Call["type"], readonly string[]>> = {
  query: ["GET", "POST"],
  mutation: ["POST"],
  subscription: [],
  unknown: [],
};

export const acceptsMethod = (type: Call["type"], method: string) =>
  methodsByType[type].includes(method);

export const isBatch = (request: TrpcRequest) => request.query.get("batch") === "1";

export function wantsJsonLines({ accept }: TrpcRequest): boolean {
  if (accept === undefined || !accept.includes(JSON_LINES_TYPE)) return false;
  return accept.split(",").some((type) => type.trim() === JSON_LINES_TYPE);
}

/** @throws TRPCError for a path, content type or batch that the protocol does not allow; AppError INVALID if it costs too much. */
export function readCalls(router: Api["router"], request: TrpcRequest): Call[] {
  const path = decodePath(request.path);
  assertJson(request);
  const paths = isBatch(request) ? path.split(",") : [path];
  assertBatchCost(paths);
  const procedures = proceduresByPath(router);
  const calls = paths.map((name, index) => {
    const procedure = Object.hasOwn(procedures, name) ? procedures[name] : undefined;
    return { path: name, index, type: procedure?._def.type ?? ("unknown" as const) };
  });
  const types = new Set(calls.map((call) => call.type).filter((type) => type !== "unknown"));
  if (types.size > 1)
    throw badRequest(`Cannot mix procedure types in call: ${[...types].join(", ")}`);
  if (wantsJsonLines(request) && !isBatch(request)) {
    throw badRequest("Streaming requests must be batched (you can do a batch of 1)");
  }
  return calls;
}

/** @throws AppError TOO_LARGE */
export async function readInputText({ method, query, readBody }: TrpcRequest): Promise<string> {
  return method === "GET" ? (query.get("input") ?? "") : readBody();
}

/**
 * The inputs by index of call.
 *
 * @throws AppError INVALID; TRPCError for a batch that is not an object.
 */
export function parseInputs(
  text: string,
  request: TrpcRequest,
  calls: readonly Call[],
): readonly unknown[] {
  if (text === "") return [];
  const input = parseJson(text, { textKeys: TEXT_KEYS });
  if (calls.length === 1 && !isBatch(request)) return [input];
  if (typeof input !== "object" || input === null || Array.isArray(input) || isJsonText(input)) {
    throw badRequest('"input" needs to be an object when doing a batch call');
  }
  return calls.map(({ index }) => input[index]);
}

function assertBatchCost(paths: readonly string[]): void {
  // Every call costs at least 1, and a long URL may name thousands.
  const cost = paths.slice(0, MAX_BATCH_COST + 1).reduce((sum, path) => sum + callCost(path), 0);
  if (paths.length === 1 || cost <= MAX_BATCH_COST) return;
  const [dearest = ""] = paths.toSorted((a, b) => callCost(b) - callCost(a));
  const counted = `${dearest} counts as ${callCost(dearest)}`;
  const message = `the calls of this batch count as ${cost} or more (${counted}); send at most ${MAX_BATCH_COST} in a request`;
  throw invalid([{ path: [], message }]);
}

/** The input is in the query of a GET and otherwise in a JSON body; TRACE has neither (RFC 9110 §9.3.8). */
function assertJson({ method, contentType }: TrpcRequest): void {
  if (method === "GET" || method === "TRACE" || contentType === JSON_TYPE) return;
  if (contentType?.toLowerCase().split(";", 1)[0]?.trim() === JSON_TYPE) return;
  throw new TRPCError({
    code: "UNSUPPORTED_MEDIA_TYPE",
    message:
      contentType === undefined
        ? "Missing content-type header"
        : `Unsupported content-type "${contentType}"`,
  });
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (cause) {
    throw badRequest(`Invalid URL-encoding in path "${path}"`, cause);
  }
}

const badRequest = (message: string, cause?: unknown) =>
  new TRPCError({ code: "BAD_REQUEST", message, cause });
