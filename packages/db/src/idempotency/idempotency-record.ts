import type { Sql } from "@prisma/client/runtime/client";

/** Identifies a call that has an idempotency key, without storing the key or the call. */
export interface CallFingerprint {
  /** A hash of the idempotency key. */
  readonly key: string;
  /** A hash of the call: a different call with the same key has a different hash. */
  readonly bodyHash: string;
  /** 32 bytes that only the same call can derive; never stored. */
  readonly responseKey: Buffer;
}

/** The record of an idempotency key: together with the call's body, it suffices to replay the response. */
export interface IdempotencyRecord {
  readonly bodyHash: string;
  /** Encrypted (encrypt-response.ts), or empty. */
  readonly response: string;
  /** The timestamp that the call used. */
  readonly createdAt: bigint;
}

/** Inserts records if the change is made, which a dialect checks before or after the change. */
export interface IdempotencyInsert {
  /** The INSERT without its WHERE clause. */
  readonly insert: Sql;
  /** Whether the change will be made, provided that no other write precedes it. */
  readonly willChange: Sql;
  /** Whether `changed`, the rows that the change returned, contains the record's user. */
  readonly hasChanged: Sql;
}

/** The key was used for a different call: another body or another procedure. */
export interface IdempotencyConflict {
  readonly isIdempotencyConflict: true;
}

/** The recorded response, if the record belongs to the same call. */
export function replay<Response>(
  { bodyHash }: CallFingerprint,
  record: IdempotencyRecord,
  read: (record: IdempotencyRecord) => Response,
): Response | IdempotencyConflict {
  return record.bodyHash === bodyHash ? read(record) : { isIdempotencyConflict: true };
}
