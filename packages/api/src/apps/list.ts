import { App } from "@roster/contract";
import { z } from "zod";
import { listAppsOf } from "../admins/enter-app.js";
import { asAdmin } from "../auth/access.js";
import { procedureFor } from "../trpc/procedure.js";
import { toApp } from "./app.js";

/** The apps that the caller can access, oldest first. */
export const list = procedureFor({ scope: null, role: "viewer" })
  .output(z.object({ apps: z.array(App) }))
  .query(async ({ ctx: { actor, services } }) => {
    const rows = await listAppsOf(services.database, asAdmin(actor));
    return { apps: rows.map(toApp) };
  });
