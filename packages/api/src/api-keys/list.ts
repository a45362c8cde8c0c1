import { ApiKey } from "@roster/contract";
import { z } from "zod";
import { procedureFor } from "../trpc/procedure.js";
import { toApiKey } from "./to-api-key.js";

/** The app's keys, oldest first, including revoked ones. */
export const list = procedureFor({ scope: "keys:write", role: "viewer" })
  .output(z.object({ apiKeys: z.array(ApiKey) }))
  .query(async ({ ctx: { actor, services } }) => {
    const rows = await services.database.apiKeys.list(actor.appId);
    return { apiKeys: rows.map(toApiKey) };
  });
