import { AppError, CheckDataSchemaInput, CheckDataSchemaResult } from "@roster/contract";
import { findViolations } from "../data-schema/find-violations.js";
import { SCAN_CALLS } from "../rate-limit/rate-limiter.js";
import { scanRequestOf } from "../scans/scan-request.js";
import { procedureFor } from "../trpc/procedure.js";

/** Reports which stored users violate the given or the active schema. Stores nothing. */
export const checkDataSchema = procedureFor({ scope: "schema:write", role: "editor" })
  .input(CheckDataSchemaInput)
  .output(CheckDataSchemaResult)
  .query(async ({ ctx, input: { schema } }) => {
    const { actor, services, chargeAs } = ctx;
    await chargeAs(SCAN_CALLS);
    const { appId } = actor;
    const validator = schema
      ? await services.dataSchemas.compileNew(schema, { appId })
      : await services.dataSchemas.validatorFor(appId);
    if (!validator) {
      throw new AppError("NOT_FOUND", "The app has no active schema; pass the schema to check", {
        details: { id: appId },
      });
    }
    const request = scanRequestOf(ctx, { isAdministration: true });
    return findViolations(services.database.dataSchemas, request, validator);
  });
