/** Identifies a call that has an idempotency key, without storing the key or the call. */
export interface CallFingerprint {
  /** A hash of the idempotency key and its scope. */
  readonly key: string;
  /** A hash of the call: a different call with the same key has a different hash. */
  readonly bodyHash: string;
  /** 32 bytes that only the same call can derive; never stored. */
  readonly responseKey: Buffer;
  /** A hash of the end user whose quota the record counts against; absent for the backend, which has none. */
  readonly owner?: string | undefined;
  /** The error for a key that was used for another call: with another input, or of another procedure. */
  readonly keyReused: () => Error;
}

/** The record of an idempotency key: together with the call's body, it suffices to replay the response. */
export interface IdempotencyRecord {
  readonly bodyHash: string;
  /** Encrypted (encrypt-response.ts), or empty. */
  readonly response: string;
  /** The timestamp that the call used. */
  readonly createdAt: bigint;
}

/** A record to insert if the change of this user is made. */
export interface NewIdempotencyRecord extends IdempotencyRecord {
  readonly key: string;
  readonly owner: string | undefined;
  readonly appId: string;
  /** Not stored. */
  readonly userId: string;
}

/** Responses with more characters are stored without data: the users that they refer to have it. */
export const MAX_RESPONSE_SIZE = 4096;

/** @throws the call's error if the record belongs to another call. */
export function assertSameCall(call: CallFingerprint, record: IdempotencyRecord): void {
  if (record.bodyHash !== call.bodyHash) throw call.keyReused();
}
