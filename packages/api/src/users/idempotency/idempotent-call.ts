import { createHmac, hash } from "node:crypto";
import { AppError } from "@roster/contract";
import type { CallFingerprint, IdempotencyConflict } from "@roster/db";

/** With the key as the caller has named it, to be told again. */
export interface IdempotentCall extends CallFingerprint {
  readonly rawKey: string;
}

/**
 * What is kept of a call and its key: neither of them, nor anything that could be compared with a user whom
 * somebody has in mind. Whoever makes the call again, with its key, makes the same of it.
 */
export function toIdempotentCall(procedure: string, key: string, input: object): IdempotentCall {
  return fromCallText(key, [callText(procedure, input)]);
}

/** The same of a call with many users, by the JSON texts of them, which are there already. */
export function toIdempotentBatch(
  procedure: string,
  key: string,
  { input, texts }: { readonly input: object; readonly texts: readonly string[] },
): IdempotentCall {
  const call = callText(procedure, { ...input, users: [] });
  // The first that is like it: before it stands the procedure's name alone.
  const at = call.indexOf('"users":[]') + '"users":['.length;
  return fromCallText(key, [call.slice(0, at), texts.join(","), call.slice(at)]);
}

const callText = (procedure: string, input: object) =>
  JSON.stringify([procedure, { ...input, idempotencyKey: undefined }]);

/** `call` is the text in parts: a text of megabytes is not put together once more. */
function fromCallText(key: string, call: readonly string[]): IdempotentCall {
  const derive = (purpose: string) => {
    const hmac = createHmac("sha256", key).update(`${purpose}\n`);
    for (const part of call) hmac.update(part);
    return hmac;
  };
  return {
    rawKey: key,
    key: hash("sha256", key, "base64url"),
    bodyHash: derive("call").digest("base64url"),
    get responseKey() {
      return derive("answer").digest();
    },
  };
}

/** @throws AppError CONFLICT where the key is another call's. `id` is the first user of this one. */
export function rejectKeyReuse<Result>(
  result: Result | IdempotencyConflict,
  { key, id }: { readonly key: string; readonly id: string },
): Result {
  if (!isConflict(result)) return result;
  throw new AppError(
    "CONFLICT",
    `The idempotency key ${JSON.stringify(key)} is that of another call; make one for each call`,
    { details: { id, idempotencyKey: key } },
  );
}

function isConflict(result: unknown): result is IdempotencyConflict {
  return typeof result === "object" && result !== null && "isIdempotencyConflict" in result;
}
