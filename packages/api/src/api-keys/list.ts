import { ListApiKeysResult } from "@roster/contract";
import { nowOf } from "../trpc/now-of.js";
import { procedureFor } from "../trpc/procedure.js";
import { toApiKey } from "./to-api-key.js";

/** The app's keys, oldest first, including revoked ones. */
export const list = procedureFor({ scope: "keys:write", role: "viewer" })
  .output(ListApiKeysResult)
  .query(async ({ ctx }) => {
    const { actor, services } = ctx;
    const rows = await services.database.apiKeys.list(actor.appId);
    const now = nowOf(ctx);
    return { apiKeys: rows.map((row) => toApiKey(row, now)) };
  });
