import type { ChangeActor } from "@roster/contract";
import type { ChangeSource } from "@roster/db";
import type { Actor } from "../auth/actor.js";
import type { Context } from "../trpc/context.js";

/** Who makes a call's changes, and how. */
export function sourceOf({
  actor,
  surface,
  requestId,
}: Pick<Context, "surface" | "requestId"> & { readonly actor: Actor }): ChangeSource {
  return { actor: toChangeActor(actor), surface, requestId };
}

function toChangeActor(actor: Actor): ChangeActor {
  switch (actor.kind) {
    case "server":
      return { kind: "apiKey", id: actor.apiKey, name: actor.apiKeyName };
    case "user":
      return { kind: "user", id: actor.userId };
    case "admin":
      return { kind: "admin", id: "admin" };
  }
}
