import { InviteAdminInput, InviteAdminResult } from "@roster/contract";
import { INSTALLATION } from "@roster/db";
import { recordEvent } from "../changes/record-event.js";
import { procedureFor } from "../trpc/procedure.js";
import { inviteAdmin } from "./invite-admin.js";
import { describeAdmin } from "./to-admin.js";

/** Adds an administrator, who sets a name and a password on the page that the invitation's link opens. */
export const invite = procedureFor({ scope: null, role: "owner", allApps: true })
  .input(InviteAdminInput)
  .output(InviteAdminResult)
  .mutation(async ({ ctx, input }) => {
    const { admin, result } = await inviteAdmin(ctx.services.database, input);
    await recordEvent(ctx, "admin.invited", { appId: INSTALLATION, details: describeAdmin(admin) });
    return result;
  });
