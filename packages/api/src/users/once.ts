import { hash } from "node:crypto";
import { AppError } from "@roster/contract";
import type { Once, OtherCall } from "@roster/db";

/** The key of a call, with what tells the call from any other: procedure and input, as JSON. */
export function toOnce(procedure: string, key: string, input: object): Once {
  const body = JSON.stringify([procedure, { ...input, idempotencyKey: undefined }]);
  return { key, bodyHash: hash("sha256", body, "base64url") };
}

/** @throws AppError CONFLICT where the key is another call's. `id` is the first user of this one. */
export function orKeyTaken<Result>(
  result: Result | OtherCall,
  { key, id }: { readonly key: string; readonly id: string },
): Result {
  if (!isOtherCall(result)) return result;
  throw new AppError(
    "CONFLICT",
    `The idempotency key ${JSON.stringify(key)} is that of another call; make one for each call`,
    { details: { id, idempotencyKey: key } },
  );
}

function isOtherCall(result: unknown): result is OtherCall {
  return typeof result === "object" && result !== null && "isOtherCall" in result;
}
