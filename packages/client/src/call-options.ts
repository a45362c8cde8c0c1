/** What any call can be told. */
export interface CallOptions {
  /**
   * Ends the call at once when it is aborted: it is then rejected with the signal's reason. What was sent
   * already may be carried out all the same. Other calls of the same request go on.
   */
  readonly signal?: AbortSignal;
  /** Instead of the client's `timeout`, in milliseconds. */
  readonly timeout?: number;
}

/** What a call can be told that is carried out once. */
export interface IdempotentCallOptions extends CallOptions {
  /**
   * A name for this call, 1 to 255 characters, in the app its own. The call, made again with the same key
   * and input, is answered as the first time and changes nothing, for at least 24 hours; with another input
   * it is CONFLICT, whose `idempotencyKey` is the key. A call that changed nothing is not kept. For repetitions
   * by the program itself, after its own restart; the client's own have a key that it makes.
   */
  readonly idempotencyKey?: string;
}
