import { Admin } from "@roster/contract";
import { z } from "zod";
import { procedureFor } from "../trpc/procedure.js";
import { toAdmin } from "./to-admin.js";

/** All administrators, oldest first. */
export const list = procedureFor({ scope: null, role: "owner", allApps: true })
  .output(z.object({ admins: z.array(Admin) }))
  .query(async ({ ctx: { services } }) => ({
    admins: (await services.database.admins.list()).map(toAdmin),
  }));
