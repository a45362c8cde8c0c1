/** Options of every call. */
export interface CallOptions {
  /**
   * Aborts the call: it rejects at once with the signal's reason. A request that was already sent may still
   * be processed. Other calls of the same request continue.
   */
  readonly signal?: AbortSignal;
  /** Overrides the client's `timeout`, in milliseconds. */
  readonly timeout?: number;
}

/** Options of a call that an idempotency key makes safe to repeat. */
export interface IdempotentCallOptions extends CallOptions {
  /**
   * A key for this call, 1 to 255 characters, unique within the app. For at least 24 hours, a call with the
   * same key and input returns the first result and changes nothing; with another input it fails with
   * CONFLICT and this `idempotencyKey`. A call that changed nothing is not recorded. Use it for your
   * own retries, such as after a restart; the client creates keys for its own, except for `remove`.
   */
  readonly idempotencyKey?: string;
}
