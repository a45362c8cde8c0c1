import type { Sql } from "@prisma/client/runtime/client";

/** The caller's name for a call that is to be carried out once. */
export interface CallFingerprint {
  readonly key: string;
  /** Says which call: another of the same key has another hash. */
  readonly bodyHash: string;
  /** 32 bytes that only this very call makes; kept nowhere. */
  readonly responseKey: Buffer;
}

/** What a call's key is kept with: together with the call's body the whole answer. */
export interface IdempotencyRecord {
  readonly bodyHash: string;
  /** Sealed (once-answer.ts), or empty. */
  readonly response: string;
  /** What the call took for the time. */
  readonly createdAt: bigint;
}

/** Keys to be kept, if the change is made, which a dialect can ask beforehand or afterwards. */
export interface IdempotencyInsert {
  /** Up to the condition. */
  readonly insert: Sql;
  /** Whether the change will be made, where nobody else writes until then. */
  readonly willChange: Sql;
  /** Whether the change's user is among the rows of `changed`, which it returned. */
  readonly hasChanged: Sql;
}

/** The key is that of another call, with another body or of another procedure. */
export interface IdempotencyConflict {
  readonly isIdempotencyConflict: true;
}

/** The first answer, where the key is that of this very call. */
export function replay<Answer>(
  { bodyHash }: CallFingerprint,
  recorded: IdempotencyRecord,
  read: (recorded: IdempotencyRecord) => Answer,
): Answer | IdempotencyConflict {
  return recorded.bodyHash === bodyHash ? read(recorded) : { isIdempotencyConflict: true };
}
