import { AppError, DataSchema } from "@roster/contract";
import { recordEvent } from "../changes/record-event.js";
import { toDataSchema } from "../data-schema/to-data-schema.js";
import { procedureFor } from "../trpc/procedure.js";

/** Makes data free-form again, as a new version: here immediately, elsewhere within five seconds. */
export const removeDataSchema = procedureFor({ scope: "schema:write", role: "editor" })
  .output(DataSchema)
  .mutation(async ({ ctx }) => {
    const { actor, services } = ctx;
    const { appId } = actor;
    const { dataSchemas: store } = services.database;
    const newest = await store.getNewest(appId);
    if (newest?.schema == null) {
      throw new AppError("NOT_FOUND", "The app has no active schema", { details: { id: appId } });
    }
    const row = await store.add(appId, { schema: null, appliesTo: "newWrites" });
    services.dataSchemas.forget(appId);
    await recordEvent(ctx, "schema.removed", { details: { version: row.version } });
    return toDataSchema(row);
  });
