import type { AuditType } from "@roster/contract";
import type { NewAuditEvent } from "@roster/db";
import type { Actor } from "../auth/actor.js";
import type { Context } from "../trpc/context.js";
import { sourceOf } from "./source-of.js";

interface EventContext extends Pick<Context, "services" | "surface" | "requestId"> {
  readonly actor: Actor;
}

type EventFields = Partial<Pick<NewAuditEvent, "appId" | "userId" | "details">>;

/**
 * Adds what a call has done to the audit log, of the caller's app by default, and of the
 * caller if it is a user. Resolves once it is stored: call it before
 * the response, after what it reports.
 */
export function recordEvent(
  context: EventContext,
  type: AuditType,
  { appId = context.actor.appId, userId, details = {} }: EventFields = {},
): Promise<void> {
  const { actor } = context;
  const caller = actor.kind === "user" ? actor.userId : undefined;
  const { audit } = context.services.database;
  return audit.add({ appId, type, source: sourceOf(context), userId: userId ?? caller, details });
}
