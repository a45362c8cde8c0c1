import { DataIndex } from "@roster/contract";
import { z } from "zod";
import { procedureFor } from "../trpc/procedure.js";
import { toDataIndex } from "./data-index.js";

/** The app's indexes on user data, oldest first. */
export const list = procedureFor({ scope: "users:read", role: "viewer" })
  .output(z.object({ indexes: z.array(DataIndex) }))
  .query(async ({ ctx: { actor, services } }) => {
    const rows = await services.database.dataIndexes.list(actor.appId);
    return { indexes: rows.map(toDataIndex) };
  });
