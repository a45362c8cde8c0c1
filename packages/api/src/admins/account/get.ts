import { Account } from "@roster/contract";
import { procedureFor } from "../../trpc/procedure.js";
import { adminNotFound, toAdmin } from "../to-admin.js";
import { authorizeSession } from "./authorize-session.js";

/** The administrator who is signed in. */
export const get = procedureFor({ scope: null, role: "viewer" })
  .output(Account)
  .query(async ({ ctx: { actor, services } }) => {
    const { adminId } = authorizeSession(actor);
    const admin = await services.database.admins.get(adminId);
    if (!admin) throw adminNotFound(adminId);
    return { ...toAdmin(admin), hasPassword: admin.passwordHash !== null };
  });
