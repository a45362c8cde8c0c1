import { HistoryStats } from "@roster/contract";
import { toTimestamp } from "@roster/db";
import { findApp } from "../apps/app.js";
import { scanRequestOf } from "../scans/scan-request.js";
import { procedureFor } from "../trpc/procedure.js";

/** How large the app's change log is. */
export const history = procedureFor({ scope: "stats:read", role: "viewer" })
  .output(HistoryStats)
  .query(async ({ ctx }) => {
    const { actor, services } = ctx;
    const { database } = services;
    const app = await findApp(database, actor.appId);
    const { oldestAt, ...size } = await database.changes.size(actor.appId, scanRequestOf(ctx));
    return {
      history: app.history,
      ...size,
      oldestAt: oldestAt === null ? null : toTimestamp(oldestAt),
    };
  });
