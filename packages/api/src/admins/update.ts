import { Admin, UpdateAdminInput } from "@roster/contract";
import { EmailTaken, INSTALLATION } from "@roster/db";
import { recordEvent } from "../changes/record-event.js";
import { procedureFor } from "../trpc/procedure.js";
import { authorizeEmailChange } from "./account/authorize-email-change.js";
import { assertAppsExist } from "./invite-admin.js";
import { lastOwner } from "./last-owner.js";
import { adminNotFound, describeAdmin, emailTaken, toAdmin } from "./to-admin.js";

/** Changes what an administrator may do, from its next call on, or its e-mail address. */
export const update = procedureFor({ scope: null, role: "owner", allApps: true })
  .input(UpdateAdminInput)
  .output(Admin)
  .mutation(async ({ ctx, input: { id, password, ...given } }) => {
    const { database, signInWays } = ctx.services;
    const before = await database.admins.get(id);
    if (!before) throw adminNotFound(id);
    if (given.apps) await assertAppsExist(database, given.apps);
    const { email = before.email, ...rights } = given;
    // The same address must not end sessions.
    const change =
      email === null || email === before.email
        ? rights
        : { ...rights, email, keptSession: await authorizeEmailChange(ctx, password) };
    const admin = await database.admins.update(id, change, signInWays).catch((error: unknown) => {
      throw error instanceof EmailTaken ? emailTaken(error.email) : error;
    });
    if (!admin) throw await lastOwner(database, id);
    const details = { ...describeAdmin(admin), emailBefore: before.email };
    await recordEvent(ctx, "admin.updated", { appId: INSTALLATION, details });
    return toAdmin(admin);
  });
