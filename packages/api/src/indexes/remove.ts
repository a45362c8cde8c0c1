import { AppError, RemoveDataIndexInput } from "@roster/contract";
import { z } from "zod";
import { procedure } from "../trpc/procedure.js";
import { authorizeIndexes } from "./authorize-indexes.js";
import { readIndexedPath } from "./indexed-path.js";

/** Ends an index; filters and sorts by its path go on, and read the users one by one. */
export const remove = procedure
  .input(RemoveDataIndexInput)
  .output(z.object({ path: z.string() }))
  .mutation(async ({ ctx: { actor, services }, input: { path } }) => {
    authorizeIndexes(actor, "write");
    const index = { appId: actor.appId, path: readIndexedPath(path) };
    if (await services.database.dataIndexes.remove(index)) return { path };
    throw new AppError("NOT_FOUND", `There is no index on ${path}`, { details: { id: path } });
  });
