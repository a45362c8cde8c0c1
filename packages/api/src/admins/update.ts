import { Admin, UpdateAdminInput } from "@roster/contract";
import { INSTALLATION } from "@roster/db";
import { recordEvent } from "../changes/record-event.js";
import { procedureFor } from "../trpc/procedure.js";
import { assertAppsExist } from "./invite-admin.js";
import { lastOwner } from "./last-owner.js";
import { adminNotFound, describeAdmin, toAdmin } from "./to-admin.js";

/** Changes what an administrator may do, from its next call on. */
export const update = procedureFor({ scope: null, role: "owner", allApps: true })
  .input(UpdateAdminInput)
  .output(Admin)
  .mutation(async ({ ctx, input: { id, ...change } }) => {
    const { database } = ctx.services;
    const before = await database.admins.get(id);
    if (!before) throw adminNotFound(id);
    if (change.apps) await assertAppsExist(database, change.apps);
    const { role = before.role, apps = before.apps } = change;
    const admin = await database.admins.updateRights(id, { role, apps });
    if (!admin) throw await lastOwner(database, id);
    await recordEvent(ctx, "admin.updated", { appId: INSTALLATION, details: describeAdmin(admin) });
    return toAdmin(admin);
  });
