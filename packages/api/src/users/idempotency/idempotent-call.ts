import { createHmac, hash } from "node:crypto";
import { AppError } from "@roster/contract";
import { stringifyJson } from "@roster/contract/json";
import type { CallFingerprint } from "@roster/db";
import type { Actor } from "../../auth/actor.js";

/** A call with an idempotency key. */
interface KeyedCall {
  readonly procedure: string;
  readonly key: string;
  readonly actor: Actor;
  /** The call's first user, for error messages. */
  readonly id: string;
}

/**
 * The stored part of a call: neither its key nor its input, nor a hash against which guesses about a user could be
 * checked. Repeating the call with its key derives the same values.
 */
export function toIdempotentCall(call: KeyedCall, input: object): CallFingerprint {
  return fromCallText(call, [callText(call.procedure, input)]);
}

/** The same for a call with many users, whose JSON already exists. */
export function toIdempotentBatch(
  call: KeyedCall,
  { input, userJsons }: { readonly input: object; readonly userJsons: readonly string[] },
): CallFingerprint {
  const text = callText(call.procedure, { ...input, users: [] });
  // The first occurrence, since only the procedure's name precedes it.
  const at = text.indexOf('"users":[]') + '"users":['.length;
  return fromCallText(call, [text.slice(0, at), userJsons.join(","), text.slice(at)]);
}

const callText = (procedure: string, input: object) =>
  stringifyJson([procedure, { ...input, idempotencyKey: undefined }]);

/** The text comes in parts, so that megabytes of JSON are not joined again. */
function fromCallText({ key, actor, id }: KeyedCall, text: readonly string[]): CallFingerprint {
  const derive = (purpose: string) => {
    const hmac = createHmac("sha256", key).update(`${purpose}\n`);
    for (const part of text) hmac.update(part);
    return hmac;
  };
  return {
    ...scopeOf(actor, key),
    bodyHash: derive("call").digest("base64url"),
    get responseKey() {
      return derive("answer").digest();
    },
    keyReused: () =>
      new AppError(
        "CONFLICT",
        `Idempotency key ${JSON.stringify(key)} was used for another call; create a new key for each call`,
        { details: { id, idempotencyKey: key } },
      ),
  };
}

/**
 * The hash of the key: the backend's keys are the same for all API keys of the app; each end user has its own, which
 * collide with no others.
 */
function scopeOf(actor: Actor, key: string): Pick<CallFingerprint, "key" | "owner"> {
  if (actor.kind !== "user") return { key: hash("sha256", key, "base64url") };
  const { userId } = actor;
  return { key: hmacOf(userId, `key ${key}`), owner: idempotencyOwnerOf(userId) };
}

/** Identifies the records of an end user's calls. */
export const idempotencyOwnerOf = (userId: string): string => hmacOf(userId, "owner");

const hmacOf = (userId: string, text: string) =>
  createHmac("sha256", `user ${userId}`).update(text).digest("base64url");
