import { AppError, RemoveDataIndexInput } from "@roster/contract";
import { z } from "zod";
import { recordEvent } from "../changes/record-event.js";
import { procedureFor } from "../trpc/procedure.js";
import { parseIndexedPath } from "./data-index.js";

/** Removes an index. Filters and sorts on its path still work, but scan all users. */
export const remove = procedureFor({ scope: "indexes:write", role: "editor" })
  .input(RemoveDataIndexInput)
  .output(z.object({ path: z.string() }))
  .mutation(async ({ ctx, input: { path } }) => {
    const { actor, services } = ctx;
    const index = { appId: actor.appId, path: parseIndexedPath(path) };
    const isRemoved = await services.database.dataIndexes.remove(index);
    if (!isRemoved) {
      throw new AppError("NOT_FOUND", `There is no index on ${path}`, { details: { id: path } });
    }
    await recordEvent(ctx, "index.removed", { details: { path } });
    return { path };
  });
