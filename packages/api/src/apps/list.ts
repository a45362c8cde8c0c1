import { App } from "@roster/contract";
import { z } from "zod";
import { authorizeAdmin } from "../auth/actor.js";
import { procedure } from "../trpc/procedure.js";
import { toApp } from "./app.js";

/** All apps of this installation, oldest first. */
export const list = procedure
  .output(z.object({ apps: z.array(App) }))
  .query(async ({ ctx: { actor, services } }) => {
    authorizeAdmin(actor);
    const rows = await services.database.apps.list();
    return { apps: rows.map(toApp) };
  });
