/** What every surface must know of one kind of error. */
export interface ErrorDefinition {
  /** HTTP status of the answer, on tRPC and REST alike. */
  readonly httpStatus: number;
  /** Key of tRPC's own error table. */
  readonly trpc: string;
  /** `code` and `exception` of the REST surface's error body. */
  readonly rest: { readonly code: number; readonly exception: string };
  /** Exit code of the command line app. */
  readonly exitCode: number;
  /** Whether the same call, made again a little later, can succeed. */
  readonly retryable: boolean;
}

/** The one table of errors: each surface reads its column, none keeps a table of its own. */
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
  INTERNAL: {
    httpStatus: 500,
    trpc: "INTERNAL_SERVER_ERROR",
    rest: { code: -1, exception: "InternalException" },
    exitCode: 1,
    retryable: false,
  },
} as const satisfies Record<string, ErrorDefinition>;

/** The closed union of error codes. */
export type ErrorCode = keyof typeof errors;

/** One thing wrong with an input: where, and what to do about it. */
export interface Issue {
  /** Keys and array indexes that lead to the value, from the root of the input. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Users whose stored data a schema refuses. */
export interface SchemaViolations {
  /** How many there are. */
  readonly count: number;
  /** The first of them by id, 10 at most, with what the schema says of each. */
  readonly users: readonly { readonly id: string; readonly issues: readonly Issue[] }[];
}

/** What an error carries beside its message; codes not named here carry nothing. */
interface DetailsByCode {
  /** `breaches` where a schema for the users' data was not set since stored users break it. */
  INVALID: { readonly issues: readonly Issue[]; readonly breaches?: SchemaViolations };
  NOT_FOUND: { readonly id: string };
  /**
   * `ids` where there are many users: those that exist already, `id` the first of them. `path`, such as
   * `["data", "email"]`, where the id is free and a value is not: its path has a unique index.
   */
  CONFLICT: {
    readonly id: string;
    readonly ids?: readonly string[];
    readonly path?: readonly string[];
    /** Where it is the key that another call has: `id` is then the first user of this call. */
    readonly idempotencyKey?: string;
  };
  /** The version that the user has, where the call was for another. */
  PRECONDITION_FAILED: { readonly id: string; readonly currentVersion: number };
  /** Sizes in bytes of UTF-8. `actualBytes` is a lower bound where reading stopped early. */
  TOO_LARGE: { readonly limitBytes: number; readonly actualBytes: number };
  RATE_LIMITED: { readonly retryAfterSeconds: number };
  /** There alone where the server has more to do than it can: nothing was begun, whatever was called. */
  UNAVAILABLE: { readonly retryAfterSeconds: number };
}

/** The details of an error of code `Code`; absent where there is nothing to add. */
export type ErrorDetails<Code extends ErrorCode = ErrorCode> = Code extends keyof DetailsByCode
  ? DetailsByCode[Code]
  : never;

/** The `data` of an error on the tRPC wire. */
export interface ErrorData<Code extends ErrorCode = ErrorCode> {
  readonly code: Code;
  readonly httpStatus: number;
  readonly retryable: boolean;
  /** Names the request in the server's log. */
  readonly requestId: string;
  /** The procedure, such as `users.add`; absent when the request reached none. */
  readonly path?: string;
  readonly details?: ErrorDetails<Code>;
}
