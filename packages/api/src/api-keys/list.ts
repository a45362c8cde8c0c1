import { ApiKey } from "@roster/contract";
import { z } from "zod";
import { authorizeAdmin } from "../auth/actor.js";
import { procedure } from "../trpc/procedure.js";
import { toApiKey } from "./to-api-key.js";

/** The app's keys, oldest first, including revoked ones. */
export const list = procedure
  .output(z.object({ apiKeys: z.array(ApiKey) }))
  .query(async ({ ctx: { actor, services } }) => {
    authorizeAdmin(actor);
    const rows = await services.database.apiKeys.list(actor.appId);
    return { apiKeys: rows.map(toApiKey) };
  });
