import {
  AddDataIndexInput,
  AppError,
  DataIndex,
  invalid,
  MAX_DATA_INDEXES,
} from "@roster/contract";
import { recordEvent } from "../changes/record-event.js";
import { scanRequestOf } from "../scans/scan-request.js";
import { procedureFor } from "../trpc/procedure.js";
import { parseIndexedPath, toDataIndex } from "./data-index.js";

/** Builds an index on a data path, or returns the identical one. Responds once filters and sorts use it. */
export const add = procedureFor({ scope: "indexes:write", role: "editor" })
  .input(AddDataIndexInput)
  .output(DataIndex)
  .mutation(async ({ ctx, input: { path, unique = false } }) => {
    const { actor, services } = ctx;
    const index = { appId: actor.appId, path: parseIndexedPath(path), isUnique: unique };
    const request = scanRequestOf(ctx, { isAdministration: true });
    const added = await services.database.dataIndexes.add(index, request);
    switch (added.kind) {
      case "ready":
        if (added.isNew) await recordEvent(ctx, "index.added", { details: { path, unique } });
        return toDataIndex(added.row);
      case "conflict":
        throw new AppError(
          "CONFLICT",
          `${path} already has an index that is ${unique ? "not " : ""}unique; remove it first`,
          { details: { id: path, path: index.path } },
        );
      case "limitReached": {
        const message = `an app can have at most ${MAX_DATA_INDEXES} indexes; remove one first`;
        throw invalid([{ path: ["path"], message }]);
      }
      case "duplicates":
        throw new AppError(
          "CONFLICT",
          `${added.count} users share their value at ${path} with another user, such as ${added.ids.join(", ")}; the index was not built`,
          { details: { id: added.ids[0] ?? "", ids: added.ids, path: index.path } },
        );
    }
  });
