import { Admin, UpdateAccountInput } from "@roster/contract";
import { INSTALLATION } from "@roster/db";
import { recordEvent } from "../../changes/record-event.js";
import { procedureFor } from "../../trpc/procedure.js";
import { adminNotFound, emailTaken, toAdmin } from "../to-admin.js";
import { authorizeSession } from "./authorize-session.js";
import { verifyOwnPassword } from "./verify-own-password.js";

/** Changes the caller's name or e-mail address. */
export const update = procedureFor({ scope: null, role: "viewer" })
  .input(UpdateAccountInput)
  .output(Admin)
  .mutation(async ({ ctx, input }) => {
    const { adminId } = authorizeSession(ctx.actor);
    const { admins } = ctx.services.database;
    const before = await admins.get(adminId);
    if (!before) throw adminNotFound(adminId);
    const { name = before.name, email = before.email, password = "" } = input;
    // Whoever finds an open session must not be able to take over the account.
    if (email !== before.email && before.passwordHash !== null) {
      await verifyOwnPassword(ctx, { password, path: ["password"] });
    }
    const admin = await admins.updateProfile(adminId, { name, email });
    if (admin === "taken") throw emailTaken(email ?? "");
    if (!admin) throw adminNotFound(adminId);
    const details = { name, email, emailBefore: before.email };
    await recordEvent(ctx, "admin.profileChanged", { appId: INSTALLATION, details });
    return toAdmin(admin);
  });
