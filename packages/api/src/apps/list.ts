import { App } from "@roster/contract";
import { z } from "zod";
import { procedureFor } from "../trpc/procedure.js";
import { toApp } from "./app.js";

/** All apps of this installation, oldest first. */
export const list = procedureFor({ scope: null, role: "viewer" })
  .output(z.object({ apps: z.array(App) }))
  .query(async ({ ctx: { services } }) => {
    const rows = await services.database.apps.list();
    return { apps: rows.map(toApp) };
  });
