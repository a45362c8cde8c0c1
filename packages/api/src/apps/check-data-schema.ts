import { AppError, CheckDataSchemaInput, CheckDataSchemaResult } from "@roster/contract";
import { authorize } from "../auth/actor.js";
import { compileLazily } from "../data-schema/data-schemas.js";
import { findViolations } from "../data-schema/find-violations.js";
import { procedure } from "../trpc/procedure.js";

/** Which stored users break a schema, or the one in force. Stores nothing. */
export const checkDataSchema = procedure
  .input(CheckDataSchemaInput)
  .output(CheckDataSchemaResult)
  .query(async ({ ctx: { actor, services }, input: { schema } }) => {
    authorize(actor, "write"); // it reads all users at one go, which is the backend's to ask for
    const { appId } = actor;
    const validator = schema
      ? await compileLazily(schema)
      : await services.dataSchemas.validatorFor(appId);
    if (!validator) {
      throw new AppError("NOT_FOUND", "The app has no schema in force; give the one to check", {
        details: { id: appId },
      });
    }
    return findViolations(services.database.dataSchemas, appId, validator);
  });
