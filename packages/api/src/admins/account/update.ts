import { Admin, UpdateAccountInput } from "@roster/contract";
import { INSTALLATION } from "@roster/db";
import { recordEvent } from "../../changes/record-event.js";
import { procedureFor } from "../../trpc/procedure.js";
import { adminNotFound, toAdmin } from "../to-admin.js";
import { authorizeSession } from "./authorize-session.js";

/** Changes the caller's name. */
export const update = procedureFor({ scope: null, role: "viewer" })
  .input(UpdateAccountInput)
  .output(Admin)
  .mutation(async ({ ctx, input: { name } }) => {
    const { adminId } = authorizeSession(ctx.actor);
    const admin = await ctx.services.database.admins.update(adminId, { name });
    if (!admin) throw adminNotFound(adminId);
    await recordEvent(ctx, "admin.profileChanged", { appId: INSTALLATION, details: { name } });
    return toAdmin(admin);
  });
