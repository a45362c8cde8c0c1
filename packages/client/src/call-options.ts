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
