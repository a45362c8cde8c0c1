import { DataSchema, GetDataSchemaInput } from "@roster/contract";
import { toDataSchema } from "../data-schema/to-data-schema.js";
import { procedureFor } from "../trpc/procedure.js";
import { assertReadsSchema } from "../users/visibility.js";

/** The app's active schema, or the given version; null if there is none. */
export const getDataSchema = procedureFor({ scope: "users:read", role: "viewer", endUsers: true })
  .input(GetDataSchemaInput)
  .output(DataSchema.nullable())
  .query(async ({ ctx, input: { version } }) => {
    await assertReadsSchema(ctx);
    const { actor, services } = ctx;
    const { dataSchemas: store } = services.database;
    if (version !== undefined) {
      const row = await store.get(actor.appId, version);
      return row && toDataSchema(row);
    }
    const newest = await store.getNewest(actor.appId);
    return newest?.schema == null ? null : toDataSchema(newest);
  });
