import type { Scope } from "../access/scope.js";

/** How each surface reports one kind of error. */
export interface ErrorDefinition {
  /** HTTP status, for tRPC and REST. */
  readonly httpStatus: number;
  /** tRPC error code. */
  readonly trpc: string;
  /** `code` and `exception` in a REST error body. */
  readonly rest: { readonly code: number; readonly exception: string };
  /** Exit code of the CLI. */
  readonly exitCode: number;
  /** Whether retrying the same call later can succeed. */
  readonly retryable: boolean;
}

/** The single error table; every surface reads its column from here. */
export const errors = {
  INVALID: {
    httpStatus: 400,
    trpc: "BAD_REQUEST",
    rest: { code: 4, exception: "InputException" },
    exitCode: 2,
    retryable: false,
  },
  UNAUTHENTICATED: {
    httpStatus: 401,
    trpc: "UNAUTHORIZED",
    rest: { code: 3, exception: "SignatureException" },
    exitCode: 3,
    retryable: false,
  },
  UNKNOWN_API_KEY: {
    httpStatus: 401,
    trpc: "UNAUTHORIZED",
    rest: { code: 2, exception: "ApiKeyException" },
    exitCode: 3,
    retryable: false,
  },
  FORBIDDEN: {
    httpStatus: 403,
    trpc: "FORBIDDEN",
    rest: { code: 17, exception: "NotAllowedException" },
    exitCode: 4,
    retryable: false,
  },
  /** Of a user's own token. */
  USER_DEACTIVATED: {
    httpStatus: 403,
    trpc: "FORBIDDEN",
    rest: { code: 17, exception: "NotAllowedException" },
    exitCode: 4,
    retryable: false,
  },
  /** Of a user's own token. */
  USER_BANNED: {
    httpStatus: 403,
    trpc: "FORBIDDEN",
    rest: { code: 17, exception: "NotAllowedException" },
    exitCode: 4,
    retryable: false,
  },
  NOT_FOUND: {
    httpStatus: 404,
    trpc: "NOT_FOUND",
    rest: { code: 16, exception: "DoesNotExistException" },
    exitCode: 5,
    retryable: false,
  },
  METHOD_NOT_ALLOWED: {
    httpStatus: 405,
    trpc: "METHOD_NOT_SUPPORTED",
    rest: { code: 17, exception: "MethodNotAllowedException" },
    exitCode: 1,
    retryable: false,
  },
  CONFLICT: {
    httpStatus: 409,
    trpc: "CONFLICT",
    rest: { code: 22, exception: "ConflictException" },
    exitCode: 6,
    retryable: false,
  },
  PRECONDITION_FAILED: {
    httpStatus: 412,
    trpc: "PRECONDITION_FAILED",
    rest: { code: 22, exception: "PreconditionFailedException" },
    exitCode: 10,
    retryable: false,
  },
  TOO_LARGE: {
    httpStatus: 413,
    trpc: "PAYLOAD_TOO_LARGE",
    rest: { code: 18, exception: "RequestEntityTooLargeException" },
    exitCode: 7,
    retryable: false,
  },
  RATE_LIMITED: {
    httpStatus: 429,
    trpc: "TOO_MANY_REQUESTS",
    rest: { code: 9, exception: "RateLimitReached" },
    exitCode: 8,
    retryable: true,
  },
  UNAVAILABLE: {
    httpStatus: 503,
    trpc: "SERVICE_UNAVAILABLE",
    rest: { code: -1, exception: "ServiceUnavailableException" },
    exitCode: 9,
    retryable: true,
  },
  CANCELLED: {
    httpStatus: 499,
    trpc: "CLIENT_CLOSED_REQUEST",
    rest: { code: -1, exception: "CancelledException" },
    exitCode: 12,
    retryable: false,
  },
  QUERY_TIMEOUT: {
    httpStatus: 504,
    trpc: "GATEWAY_TIMEOUT",
    rest: { code: 23, exception: "QueryTimeoutException" },
    exitCode: 11,
    retryable: false,
  },
  INTERNAL: {
    httpStatus: 500,
    trpc: "INTERNAL_SERVER_ERROR",
    rest: { code: -1, exception: "InternalException" },
    exitCode: 1,
    retryable: false,
  },
} as const satisfies Record<string, ErrorDefinition>;

/** All error codes. */
export type ErrorCode = keyof typeof errors;

/** One problem with an input: its location and how to fix it. */
export interface Issue {
  /** Keys and array indexes from the root of the input to the value. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Stored users whose data does not match a schema. */
export interface SchemaViolations {
  /** The number of such users. */
  readonly count: number;
  /** The first 10 by id, each with its issues. */
  readonly users: readonly { readonly id: string; readonly issues: readonly Issue[] }[];
}

/** The details of each error code; codes that are not listed have none. */
interface DetailsByCode {
  /** `breaches` if a data schema was rejected because stored users violate it. */
  INVALID: { readonly issues: readonly Issue[]; readonly breaches?: SchemaViolations };
  /** Set if the API key has expired. */
  UNKNOWN_API_KEY: { readonly expiredAt: string };
  /** Set if the API key lacks a scope. */
  FORBIDDEN: { readonly missingScope: Scope };
  NOT_FOUND: { readonly id: string };
  /**
   * In a batch, `ids` lists the users that already exist and `id` is the first of them. `path`, such as
   * `["data", "email"]`, is set if a unique index rejected the value at that path, not the id.
   */
  CONFLICT: {
    readonly id: string;
    readonly ids?: readonly string[];
    readonly path?: readonly string[];
    /** Set if another call used this key; `id` is then the first user of this call. */
    readonly idempotencyKey?: string;
    /** Set if the id belongs to a user that was softly deleted then. */
    readonly deletedAt?: string;
  };
  /** When the ban ends; null if it does not. */
  USER_BANNED: { readonly until: string | null };
  /** `currentVersion` is the stored version, which is not the one that the call asked for. */
  PRECONDITION_FAILED: { readonly id: string; readonly currentVersion: number };
  /** Sizes in UTF-8 bytes. `actualBytes` is a lower bound if reading stopped early. */
  TOO_LARGE: { readonly limitBytes: number; readonly actualBytes: number };
  RATE_LIMITED: { readonly retryAfterSeconds: number };
  /** The paths of the query's filter and sort that have no ready index, such as `data.email`. */
  QUERY_TIMEOUT: { readonly unindexedPaths: readonly string[] };
  /** Only if the server is overloaded: it rejected the call before starting it. */
  UNAVAILABLE: { readonly retryAfterSeconds: number };
}

/** The details of an error with code `Code`. */
export type ErrorDetails<Code extends ErrorCode = ErrorCode> = Code extends keyof DetailsByCode
  ? DetailsByCode[Code]
  : never;

/** `error.data` in a tRPC response. */
export interface ErrorData<Code extends ErrorCode = ErrorCode> {
  readonly code: Code;
  readonly httpStatus: number;
  readonly retryable: boolean;
  /** Identifies the request in the server's log. */
  readonly requestId: string;
  /** The procedure, such as `users.add`; absent if the request did not reach one. */
  readonly path?: string;
  readonly details?: ErrorDetails<Code>;
}
