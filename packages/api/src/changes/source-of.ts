import type { ChangeActor } from "@roster/contract";
import type { ChangeSource } from "@roster/db";
import type { Actor } from "../auth/actor.js";
import type { Context } from "../trpc/context.js";

type SourceContext = Pick<Context, "surface" | "requestId" | "onBehalfOf"> & {
  readonly actor: Actor;
};

/** Who makes a call's changes, and how. */
export function sourceOf({ actor, surface, requestId, onBehalfOf }: SourceContext): ChangeSource {
  return { actor: toChangeActor(actor, onBehalfOf), surface, requestId };
}

/** A user acts for itself, whatever the request says. */
function toChangeActor(actor: Actor, onBehalfOf: string | undefined): ChangeActor {
  switch (actor.kind) {
    case "server":
      return { kind: "apiKey", id: actor.apiKey, name: actor.apiKeyName, onBehalfOf };
    case "user":
      return { kind: "user", id: actor.userId };
    case "admin":
      return { kind: "admin", id: actor.adminId, name: actor.adminName, onBehalfOf };
  }
}
