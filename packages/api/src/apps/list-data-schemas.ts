import { ListDataSchemasInput, ListDataSchemasResult } from "@roster/contract";
import { toTimestamp } from "@roster/db";
import { procedureFor } from "../trpc/procedure.js";
import { assertReadsSchema } from "../users/visibility.js";

/** The versions of the app's schema, newest first. */
export const listDataSchemas = procedureFor({ scope: "users:read", role: "viewer", endUsers: true })
  .input(ListDataSchemasInput)
  .output(ListDataSchemasResult)
  .query(async ({ ctx, input: { before, limit = 100 } }) => {
    await assertReadsSchema(ctx);
    const { actor, services } = ctx;
    const rows = await services.database.dataSchemas.list(actor.appId, {
      before,
      limit: limit + 1, // the extra version shows whether more follow
    });
    const versions = rows.slice(0, limit).map(({ version, schema, appliesTo, createdAt }) => ({
      version,
      appliesTo,
      createdAt: toTimestamp(createdAt),
      isFreeForm: schema === null,
    }));
    return { versions, next: rows.length > limit ? (versions.at(-1)?.version ?? null) : null };
  });
