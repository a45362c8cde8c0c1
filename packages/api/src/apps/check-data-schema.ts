import { AppError, CheckDataSchemaInput, CheckDataSchemaResult } from "@roster/contract";
import { authorize } from "../auth/actor.js";
import { compileNewSchema } from "../data-schema/data-schemas.js";
import { findViolations } from "../data-schema/find-violations.js";
import { SCAN_CALLS } from "../rate-limit/rate-limiter.js";
import { procedure } from "../trpc/procedure.js";

/** Reports which stored users violate the given or the active schema. Stores nothing. */
export const checkDataSchema = procedure
  .input(CheckDataSchemaInput)
  .output(CheckDataSchemaResult)
  .query(async ({ ctx: { actor, services, chargeAs }, input: { schema } }) => {
    authorize(actor, "write"); // scans all users, which only a backend may request
    await chargeAs(SCAN_CALLS);
    const { appId } = actor;
    const validator = schema
      ? await compileNewSchema(schema)
      : await services.dataSchemas.validatorFor(appId);
    if (!validator) {
      throw new AppError("NOT_FOUND", "The app has no active schema; pass the schema to check", {
        details: { id: appId },
      });
    }
    return findViolations(services.database.dataSchemas, appId, validator);
  });
