import { AdminIdInput } from "@roster/contract";
import { INSTALLATION } from "@roster/db";
import { recordEvent } from "../changes/record-event.js";
import { procedureFor } from "../trpc/procedure.js";
import { lastOwner } from "./last-owner.js";
import { describeAdmin } from "./to-admin.js";

/** Removes an administrator, whose next call is rejected. What it did stays in the audit log. */
export const remove = procedureFor({ scope: null, role: "owner", allApps: true })
  .input(AdminIdInput)
  .output(AdminIdInput)
  .mutation(async ({ ctx, input: { id } }) => {
    const { database, signInWays } = ctx.services;
    const admin = await database.admins.remove(id, signInWays);
    if (!admin) throw await lastOwner(database, id);
    await recordEvent(ctx, "admin.removed", { appId: INSTALLATION, details: describeAdmin(admin) });
    return { id };
  });
