import { AdminIdInput, InviteAdminResult } from "@roster/contract";
import { INSTALLATION } from "@roster/db";
import { recordEvent } from "../changes/record-event.js";
import { procedureFor } from "../trpc/procedure.js";
import { renewInvitation as renew } from "./invite-admin.js";
import { describeAdmin } from "./to-admin.js";

/** A new link for an administrator who has lost the first one or the password; the old link is no longer valid. */
export const renewInvitation = procedureFor({ scope: null, role: "owner", allApps: true })
  .input(AdminIdInput)
  .output(InviteAdminResult)
  .mutation(async ({ ctx, input: { id } }) => {
    const { admin, result } = await renew(ctx.services.database, id);
    const details = { ...describeAdmin(admin), renewed: true };
    await recordEvent(ctx, "admin.invited", { appId: INSTALLATION, details });
    return result;
  });
