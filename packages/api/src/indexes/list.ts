import { DataIndex } from "@roster/contract";
import { z } from "zod";
import { authorizeApp } from "../auth/actor.js";
import { procedure } from "../trpc/procedure.js";
import { toDataIndex } from "./data-index.js";

/** The app's indexes on user data, oldest first. */
export const list = procedure
  .output(z.object({ indexes: z.array(DataIndex) }))
  .query(async ({ ctx: { actor, services } }) => {
    authorizeApp(actor, "read");
    const rows = await services.database.dataIndexes.list(actor.appId);
    return { indexes: rows.map(toDataIndex) };
  });
