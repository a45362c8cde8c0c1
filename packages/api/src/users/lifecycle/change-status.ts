import {
  type ChangeDetails,
  type ChangeStatusInput,
  type ChangeStatusManyInput,
  type ChangeStatusOutcome,
  type ChangeStatusResult,
  type ChangeType,
  isAppError,
} from "@roster/contract";
import type { ChangeState, StateResult } from "@roster/db";
import type { Actor } from "../../auth/actor.js";
import { sourceOf } from "../../changes/source-of.js";
import { callsForUsers } from "../../rate-limit/rate-limiter.js";
import type { Context } from "../../trpc/context.js";
import { returnUser } from "../hold-users.js";
import { userNotFound, versionMismatch } from "../user-errors.js";

/** A change of a user's state. */
export interface Transition {
  readonly type: ChangeType;
  readonly details?: ChangeDetails;
  readonly change: ChangeState;
}

type StatusContext = Context & {
  readonly actor: Actor;
  readonly chargeAs: (calls: number) => Promise<void>;
};

/** @throws AppError NOT_FOUND, PRECONDITION_FAILED, or CONFLICT if a unique index rejects a restored user. */
export async function changeStatus(
  ctx: StatusContext,
  { id, ifVersion }: ChangeStatusInput,
  transition: Transition,
): Promise<ChangeStatusResult> {
  const { actor, services } = ctx;
  const users = services.database.users.by(sourceOf(ctx));
  const result = await users.changeState({ appId: actor.appId, id, ifVersion, ...transition });
  if (!result || "isReplayed" in result) throw userNotFound(id); // without a key, nothing is replayed
  if ("currentVersion" in result) throw versionMismatch(id, result.currentVersion);
  return { user: returnUser(ctx, result.user), changed: result.changed };
}

/** How many users are changed at once, so that other writes can run in between and memory stays bounded. */
const BATCH_SIZE = 500;

/** One outcome for each different id. */
export async function changeStatusMany(
  ctx: StatusContext,
  input: ChangeStatusManyInput,
  transition: Transition,
): Promise<{ results: ChangeStatusOutcome[] }> {
  return { results: await changeEach(ctx, input.ids, transition) };
}

/** For callers that have authorized the actor. */
export async function changeEach(
  ctx: StatusContext,
  allIds: readonly string[],
  transition: Transition,
): Promise<ChangeStatusOutcome[]> {
  const { actor, services, chargeAs } = ctx;
  const ids = [...new Set(allIds)];
  await chargeAs(callsForUsers(ids.length));
  const users = services.database.users.by(sourceOf(ctx));
  const results: ChangeStatusOutcome[] = [];
  for (let start = 0; start < ids.length; start += BATCH_SIZE) {
    const some = ids.slice(start, start + BATCH_SIZE);
    const changing = some.map(async (id) => {
      const result = users.changeState({ appId: actor.appId, id, ...transition });
      return result.then(
        (one) => toOutcome(id, one),
        (error: unknown) => toConflict(id, error),
      );
    });
    results.push(...(await Promise.all(changing)));
  }
  return results;
}

function toOutcome(id: string, result: StateResult): ChangeStatusOutcome {
  if (!result || !("user" in result)) return { status: "missing", id };
  const { user, changed } = result;
  return { status: changed ? "changed" : "unchanged", id, version: user.version };
}

/** @throws the error itself if it is not about this user. */
function toConflict(id: string, error: unknown): ChangeStatusOutcome {
  if (!isAppError(error) || !error.details) throw error;
  const { details } = error;
  if (!("path" in details) || !details.path) throw error;
  return { status: "conflict", id, path: [...details.path] };
}
