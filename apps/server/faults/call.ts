import type { OperationResponse, Operation } from "./reference-model.js";

/** Longer than any call takes without a fault, even on a busy machine. */
const CALL_TIMEOUT_MS = 20_000;

export interface Target {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface TimedResponse {
  readonly response: OperationResponse;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** The result of a call. `not sent`: the server refused the connection. */
export type Reply = TimedResponse | "unanswered" | "not sent";

/** After these, the call may or may not have been applied. */
const indeterminateCodes: ReadonlySet<string> = new Set(["UNAVAILABLE"]);

/** After these, the call was certainly not applied. */
const rejectedCodes: ReadonlySet<string> = new Set(["RATE_LIMITED"]);

interface Body {
  readonly result?: { readonly data: Result };
  readonly error?: { readonly message: string; readonly data: { readonly code: string } };
}

interface Result extends Partial<WireUser> {
  readonly user?: WireUser;
  readonly created?: boolean;
}

interface WireUser {
  readonly data: object;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export function sendOperation(target: Target, id: string, operation: Operation): Promise<Reply> {
  const { kind, ifVersion, key: idempotencyKey } = operation;
  switch (kind) {
    case "add": {
      const { data, getOrCreate } = operation;
      return call(target, "users.add", { id, data, getOrCreate, idempotencyKey });
    }
    case "update":
      return call(target, "users.update", { id, data: operation.data, ifVersion });
    case "patch":
      return call(target, "users.patch", { id, set: operation.data, ifVersion, idempotencyKey });
    case "remove":
      return call(target, "users.remove", { id, ifVersion });
  }
}

/** Calls a procedure once. */
export async function call({ url, headers }: Target, path: string, input: object): Promise<Reply> {
  let body: Body;
  try {
    const response = await fetch(`${url}/trpc/${path}`, {
      method: "POST",
      headers,
      body: JSON.stringify(input),
      signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
    });
    body = (await response.json()) as Body;
  } catch (error) {
    return isConnectionRefused(error) ? "not sent" : "unanswered";
  }
  const { result, error } = body;
  if (error) {
    if (indeterminateCodes.has(error.data.code)) return "unanswered";
    if (rejectedCodes.has(error.data.code)) return "not sent";
    return { response: { code: error.data.code }, createdAt: "", updatedAt: "" };
  }
  return toTimedResponse(path, result?.data ?? {});
}

function toTimedResponse(path: string, result: Result): TimedResponse {
  const { createdAt = "", updatedAt = "", data, version } = result.user ?? result;
  const user = data && version !== undefined ? { data: JSON.stringify(data), version } : undefined;
  const { created } = result;
  return {
    response: {
      code: "OK",
      ...(path === "users.add" && created !== undefined && { created }),
      ...(user && { user }),
    },
    createdAt,
    updatedAt,
  };
}

function isConnectionRefused(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && "code" in cause && cause.code === "ECONNREFUSED";
}
