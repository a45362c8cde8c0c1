import type { InexactNumber } from "./users/number-reader.js";

/** A user token, or a function that returns one. It is called before each request, so it can renew the token. */
export type TokenSource = string | (() => string | Promise<string>);

/** Options of every client. */
export interface BaseClientOptions {
  /** The base URL of the API, such as `http://localhost:8000`. `/trpc` is appended to it. */
  readonly url: string | URL;
  /** The public part of an API key of the app. */
  readonly apiKey: string;
  /**
   * The timeout of one attempt of a call, in milliseconds. Default: 10,000. `Infinity` disables it. To limit a
   * call with its retries as a whole, pass a signal such as `AbortSignal.timeout(20_000)`.
   */
  readonly timeout?: number;
  /**
   * The maximum number of retries of a failed call; `0` disables them, `Infinity` retries until the call is
   * aborted. Default: as many as begin within 10 seconds after the first failure. A call without a response, or with
   * a retryable error (`data.retryable`), is retried only if that is safe: not `remove` without a key of
   * yours or `mode: "soft"`, nor `removeMany`, unless they were certainly not processed. `add`, `addMany` and `patch`
   * carry an idempotency key.
   */
  readonly retries?: number;
  /**
   * The delay before the given retry (1 is the first), in milliseconds, in addition to the time that the server
   * asks for. Default: randomly 0 to 100 before the first, doubling with each further one up to 0 to 2,000.
   */
  readonly retryDelay?: (retry: number) => number;
  /** Sends the requests. Default: the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch;
  /** Headers to send in addition to Roster's own. */
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * For whom the calls are made, such as the name of the support agent who uses your back office: 1 to 255 characters.
   * The history and the audit log show it next to the API key, unverified. Clients are cheap: create one for each
   * person. Requires a server token.
   */
  readonly onBehalfOf?: string;
  /**
   * With `exact`, integers beyond 2^53 in `data` are returned as bigint, and so is every value of a field that the
   * schema of the data declares as `z.bigint()`. Default: all numbers are numbers, which rounds those that have more
   * than about 16 digits; `user.dataText` always has their digits.
   */
  readonly numbers?: "exact";
  /** Called for the first number that is rounded when it is read. Default: it is not reported. */
  readonly onInexact?: (number: InexactNumber) => void;
}

/** Options of a client in a backend, which can do everything in its app. */
export interface ServerClientOptions extends BaseClientOptions {
  /** The secret of the API key. It must never reach a browser. */
  readonly apiSecret: string;
  readonly token?: never;
}

/** Options of a client in a browser or an app, which acts for one user. */
export interface UserClientOptions extends BaseClientOptions {
  /** A user token, which a backend creates with `createUserToken`. */
  readonly token: TokenSource;
  readonly apiSecret?: never;
}

export type ClientOptions = ServerClientOptions | UserClientOptions;
