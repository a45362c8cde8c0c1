import {
  AppError,
  type CheckDataSchemaResult,
  SetDataSchemaInput,
  SetDataSchemaResult,
} from "@roster/contract";
import { formatPath } from "@roster/contract/json";
import { recordEvent } from "../changes/record-event.js";
import { findViolations } from "../data-schema/find-violations.js";
import { toDataSchema } from "../data-schema/to-data-schema.js";
import { SCAN_CALLS } from "../rate-limit/rate-limiter.js";
import { scanRequestOf } from "../scans/scan-request.js";
import { procedureFor } from "../trpc/procedure.js";

/**
 * Activates a schema for the data of the app's users: here immediately, elsewhere within five seconds. Rejects
 * a schema that stored users violate, unless it applies to new writes only.
 */
export const setDataSchema = procedureFor({ scope: "schema:write", role: "editor" })
  .input(SetDataSchemaInput)
  .output(SetDataSchemaResult)
  .mutation(async ({ ctx, input: { schema, appliesTo = "allUsers" } }) => {
    const { actor, services, chargeAs } = ctx;
    await chargeAs(SCAN_CALLS);
    const { appId } = actor;
    const { dataSchemas: store } = services.database;
    const validator = await services.dataSchemas.compileNew(schema, { appId });
    const newest = await store.getNewest(appId);
    if (newest?.schema === schema.text && newest.appliesTo === appliesTo) {
      return { dataSchema: toDataSchema(newest), created: false };
    }
    if (appliesTo === "allUsers") {
      const request = scanRequestOf(ctx, { isAdministration: true });
      const { breaches } = await findViolations(store, request, validator);
      if (breaches.count > 0) throw schemaViolated(breaches);
    }
    const row = await store.add(appId, { schema: schema.text, appliesTo });
    services.dataSchemas.forget(appId);
    await recordEvent(ctx, "schema.set", { details: { version: row.version, appliesTo } });
    return { dataSchema: toDataSchema(row), created: true };
  });

function schemaViolated(breaches: CheckDataSchemaResult["breaches"]): AppError {
  const { count, users } = breaches;
  const subject = count === 1 ? "1 stored user violates" : `${count} stored users violate`;
  const message = `${subject} this schema; fix their data first, or apply it to new writes only`;
  const lines = users.map(({ id, issues: [first] }) =>
    first ? `  ${id}: ${formatPath(first.path)} ${first.message}` : `  ${id}`,
  );
  const rest = count > users.length ? [`  and ${count - users.length} more`] : [];
  return new AppError("INVALID", [message, ...lines, ...rest].join("\n"), {
    details: { issues: [{ path: ["schema"], message }], breaches },
  });
}
