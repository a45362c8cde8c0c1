import type { Actor } from "../../auth/actor.js";
import type { Context } from "../../trpc/context.js";
import { authorizeRecentSession } from "../factors/authorize-recent-session.js";
import { authorizeSession } from "./authorize-session.js";
import { verifyOwnPassword } from "./verify-own-password.js";

/**
 * Whoever finds an open session must not be able to take over an account. Returns the session.
 *
 * @throws AppError INVALID for a wrong password, or for an old session of an administrator without one
 */
export async function authorizeEmailChange(
  ctx: Pick<Context, "services"> & { readonly actor: Actor },
  password = "",
): Promise<string> {
  const { adminId, sessionId } = authorizeSession(ctx.actor);
  const caller = await ctx.services.database.admins.get(adminId);
  if (caller?.passwordHash) await verifyOwnPassword(ctx, { password, path: ["password"] });
  else await authorizeRecentSession(ctx.actor, ctx.services);
  return sessionId;
}
