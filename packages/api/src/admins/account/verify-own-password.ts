import { invalid } from "@roster/contract";
import type { StoredAdmin } from "@roster/db";
import type { Actor } from "../../auth/actor.js";
import type { Context } from "../../trpc/context.js";
import { isPassword } from "../password.js";
import { authorizeSession } from "./authorize-session.js";

/**
 * Asks the administrator for its password again, with the limits of sign-in. Returns the administrator.
 *
 * @throws AppError INVALID for a wrong password, at this path of the input; RATE_LIMITED
 */
export async function verifyOwnPassword(
  { actor, services }: Pick<Context, "services"> & { readonly actor: Actor },
  { password, path }: { readonly password: string; readonly path: readonly string[] },
): Promise<StoredAdmin> {
  const { adminId, sessionId } = authorizeSession(actor);
  const admin = await services.database.admins.get(adminId);
  const source = { name: `session ${sessionId}`, isUntrusted: false };
  const isRight = await services.signInLimits.attempt(source, async () =>
    admin ? isPassword(password, admin) : false,
  );
  if (isRight && admin) return admin;
  throw invalid([{ path: [...path], message: "is not your password" }]);
}
