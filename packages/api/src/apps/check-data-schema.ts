import { AppError, CheckDataSchemaInput, CheckDataSchemaResult } from "@roster/contract";
import { authorize } from "../auth/actor.js";
import { compile } from "../data-schema/data-schemas.js";
import { findBreaches } from "../data-schema/find-breaches.js";
import { procedure } from "../trpc/procedure.js";

/** Which stored users break a schema, or the one in force. Stores nothing. */
export const checkDataSchema = procedure
  .input(CheckDataSchemaInput)
  .output(CheckDataSchemaResult)
  .query(async ({ ctx: { actor, services }, input: { schema } }) => {
    authorize(actor, "write"); // it reads all users at one go, which is the backend's to ask for
    const { appId } = actor;
    const validator = schema ? await compile(schema) : await services.dataSchemas.current(appId);
    if (!validator) {
      throw new AppError("NOT_FOUND", "The app has no schema in force; give the one to check", {
        details: { id: appId },
      });
    }
    return findBreaches(services.database.dataSchemas, appId, validator);
  });
