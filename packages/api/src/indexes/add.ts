import {
  AddDataIndexInput,
  AppError,
  DataIndex,
  invalid,
  MAX_DATA_INDEXES,
} from "@roster/contract";
import { procedure } from "../trpc/procedure.js";
import { authorizeIndexes } from "./authorize-indexes.js";
import { readIndexedPath } from "./indexed-path.js";
import { toDataIndex } from "./to-data-index.js";

/** Builds an index on a path of data, or finds the same one; answers when filters and sorts use it. */
export const add = procedure
  .input(AddDataIndexInput)
  .output(DataIndex)
  .mutation(async ({ ctx: { actor, services }, input: { path, unique = false } }) => {
    authorizeIndexes(actor, "write");
    const index = { appId: actor.appId, path: readIndexedPath(path), isUnique: unique };
    const added = await services.database.dataIndexes.add(index);
    switch (added.kind) {
      case "ready":
        return toDataIndex(added.row);
      case "other":
        throw new AppError(
          "CONFLICT",
          `There is an index on ${path} which is ${unique ? "not " : ""}unique; remove it first`,
          { details: { id: path, path: index.path } },
        );
      case "full": {
        const message = `an app has at most ${MAX_DATA_INDEXES} indexes; remove one first`;
        throw invalid([{ path: ["path"], message }]);
      }
      case "broken":
        throw new AppError(
          "CONFLICT",
          `${added.count} users share their value at ${path} with another, such as ${added.ids.join(", ")}; nothing was built`,
          { details: { id: added.ids[0] ?? "", ids: added.ids, path: index.path } },
        );
    }
  });
