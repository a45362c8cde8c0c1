/** A user token, or what returns one: asked before each request, so that it can renew the token. */
export type TokenSource = string | (() => string | Promise<string>);

/** What every client needs, and what it can be told. */
export interface BaseClientOptions {
  /** Where Roster's API is, such as `http://localhost:8000`. `/trpc` is added to it. */
  readonly url: string | URL;
  /** The public part of an API key of the app. */
  readonly apiKey: string;
  /**
   * How long one attempt of a call may wait for its answer, in milliseconds. Default: 10,000. `Infinity`
   * waits for ever. A call that is repeated takes up to `retries` attempts and pauses more; a signal
   * (`AbortSignal.timeout(20_000)`) limits it as a whole.
   */
  readonly timeout?: number;
  /**
   * How often a call that failed is repeated at most. Default: 2; `0` never repeats. Repeated is only what
   * is safe to repeat, after no answer or one that says it can help (`data.retryable`): what reads, `update`, `patchMany`,
   * and `add`, `addMany` and `patch`, which carry a key by which the server does them once; `remove` and
   * `removeMany` only when they certainly were not carried out.
   */
  readonly retries?: number;
  /**
   * The pause before the given repetition (1 is the first), in milliseconds. Default: at random 50 to
   * 100 before the first, twice as long before each further one, at most 5,000.
   */
  readonly retryDelay?: (repetition: number) => number;
  /** Sends the requests. Default: the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch;
  /** Headers to send beside Roster's own. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Options of a client in a backend, which may do everything in its app. */
export interface ServerClientOptions extends BaseClientOptions {
  /** The secret of the API key. It must never reach a browser. */
  readonly apiSecret: string;
  readonly token?: never;
}

/** Options of a client in a browser or an app, which acts for one user. */
export interface UserClientOptions extends BaseClientOptions {
  /** A user token, which a backend makes with `createUserToken`. */
  readonly token: TokenSource;
  readonly apiSecret?: never;
}

export type ClientOptions = ServerClientOptions | UserClientOptions;
