import { createHmac, hash } from "node:crypto";
import { AppError } from "@roster/contract";
import { stringifyJson } from "@roster/contract/json";
import type { CallFingerprint, IdempotencyConflict } from "@roster/db";

/** Also has the key as the caller sent it, for error messages. */
export interface IdempotentCall extends CallFingerprint {
  readonly rawKey: string;
}

/**
 * The stored part of a call: neither its key nor its input, nor a hash against which guesses about a user could be
 * checked. Repeating the call with its key derives the same values.
 */
export function toIdempotentCall(procedure: string, key: string, input: object): IdempotentCall {
  return fromCallText(key, [callText(procedure, input)]);
}

/** The same for a call with many users, whose JSON already exists. */
export function toIdempotentBatch(
  procedure: string,
  key: string,
  { input, userJsons }: { readonly input: object; readonly userJsons: readonly string[] },
): IdempotentCall {
  const call = callText(procedure, { ...input, users: [] });
  // The first occurrence, since only the procedure's name precedes it.
  const at = call.indexOf('"users":[]') + '"users":['.length;
  return fromCallText(key, [call.slice(0, at), userJsons.join(","), call.slice(at)]);
}

const callText = (procedure: string, input: object) =>
  stringifyJson([procedure, { ...input, idempotencyKey: undefined }]);

/** `call` comes in parts, so that megabytes of JSON are not joined again. */
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

/** @throws AppError CONFLICT if another call used the key. `id` is this call's first user. */
export function rejectKeyReuse<Result>(
  result: Result | IdempotencyConflict,
  call: IdempotentCall | undefined,
  id = "",
): Result {
  if (!isConflict(result)) return result;
  const key = call?.rawKey ?? "";
  throw new AppError(
    "CONFLICT",
    `Idempotency key ${JSON.stringify(key)} was used for another call; create a new key for each call`,
    { details: { id, idempotencyKey: key } },
  );
}

function isConflict(result: unknown): result is IdempotencyConflict {
  return typeof result === "object" && result !== null && "isIdempotencyConflict" in result;
}
