import { BeginTotpResult } from "@roster/contract";
import { procedureFor } from "../../trpc/procedure.js";
import { authorizeRecentSession } from "./authorize-recent-session.js";
import { generateTotpSecret, totpUri } from "./totp.js";

const SETUP_SECONDS = 900;

/** A new secret for an authenticator app; `account.enableTotp` stores it, once a code shows that the app has it. */
export const beginTotp = procedureFor({ scope: null, role: "viewer" })
  .output(BeginTotpResult)
  .mutation(async ({ ctx: { actor, services } }) => {
    const { adminId, adminName = adminId } = await authorizeRecentSession(actor, services);
    const secret = generateTotpSecret();
    const state = { adminId, secret };
    const setup = services.states.seal("new authenticator app", state, SETUP_SECONDS);
    return { secret, uri: totpUri(secret, adminName), setup };
  });
