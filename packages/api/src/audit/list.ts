import { AuditPage, AuditType, ChangeType, invalid, ListAuditInput } from "@roster/contract";
import { fromTimestamp } from "@roster/db";
import { SCAN_CALLS } from "../rate-limit/rate-limiter.js";
import { scanRequestOf } from "../scans/scan-request.js";
import { procedureFor } from "../trpc/procedure.js";
import { readCursor, writeCursor } from "./audit-cursor.js";
import { holdChanges } from "./hold-changes.js";

/**
 * A page of the audit log, newest first: changes of users, and what happened to the app. Administrators of all apps also see what
 * concerns the whole installation, such as sign-ins.
 */
export const list = procedureFor({ scope: "audit:read", role: "viewer" })
  .input(ListAuditInput)
  .output(AuditPage)
  .query(async ({ ctx, input }) => {
    const { actor, services, chargeAs } = ctx;
    const { limit = 50, cursor, ...filters } = input;
    const after = cursor === undefined ? undefined : readCursor(filters, cursor);
    const { from, to } = toTimes(filters);
    const types = new Set<string>(filters.types);
    const ofType = <Type extends string>(all: readonly Type[]) =>
      filters.types && all.filter((type) => types.has(type));
    await chargeAs(SCAN_CALLS);
    return services.responseMemory.withPage(actor, async (maxBytes) => {
      const query = {
        isWithInstallation: actor.kind === "admin" && actor.apps === null,
        userId: filters.userId,
        actorId: filters.actor,
        changeTypes: ofType(ChangeType.options),
        eventTypes: ofType(AuditType.options),
        from,
        to,
        after,
        limit,
        maxBytes,
      };
      const { changes } = services.database;
      const { entries, next } = await changes.list(actor.appId, query, scanRequestOf(ctx));
      holdChanges(ctx, entries);
      return { entries: [...entries], nextCursor: next && writeCursor(filters, next) };
    });
  });

function toTimes({ from, to }: Pick<ListAuditInput, "from" | "to">) {
  if (from !== undefined && to !== undefined && from >= to) {
    throw invalid([{ path: ["to"], message: "must be later than from" }]);
  }
  const toTime = (time: string | undefined) =>
    time === undefined ? undefined : fromTimestamp(time);
  return { from: toTime(from), to: toTime(to) };
}
