import { AccountSecurity } from "@roster/contract";
import { toTimestamp } from "@roster/db";
import { procedureFor } from "../../trpc/procedure.js";
import { authorizeSession } from "../account/authorize-session.js";

/** The administrator's passkeys and second factors. */
export const security = procedureFor({ scope: null, role: "viewer" })
  .output(AccountSecurity)
  .query(async ({ ctx: { actor, services } }) => {
    const { adminId } = authorizeSession(actor);
    const { hasTotp, recoveryCodes } = await services.database.secondFactors.count(adminId);
    const rows = await services.database.passkeys.list(adminId);
    const passkeys = rows.map(({ id, name, createdAt, lastUsedAt }) => ({
      id,
      name,
      createdAt: toTimestamp(createdAt),
      lastUsedAt: lastUsedAt === null ? null : toTimestamp(lastUsedAt),
    }));
    return { passkeys, hasTotp, recoveryCodes };
  });
