import { DataIndex } from "@roster/contract";
import { z } from "zod";
import { procedure } from "../trpc/procedure.js";
import { authorizeIndexes } from "./authorize-indexes.js";
import { toDataIndex } from "./to-data-index.js";

/** The indexes on the app's data, oldest first. */
export const list = procedure
  .output(z.object({ indexes: z.array(DataIndex) }))
  .query(async ({ ctx: { actor, services } }) => {
    authorizeIndexes(actor, "read");
    const rows = await services.database.dataIndexes.list(actor.appId);
    return { indexes: rows.map(toDataIndex) };
  });
