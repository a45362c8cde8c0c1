import { BeginPasskeyResult } from "@roster/contract";
import { procedureFor } from "../../trpc/procedure.js";
import { generateToken } from "../random-token.js";
import { authorizeRecentSession } from "./authorize-recent-session.js";
import { requireWebAuthn } from "./require-web-authn.js";
import { toCredential } from "./stored-factors.js";

const SETUP_SECONDS = 300;

/** What the browser needs to create a passkey; `account.addPasskey` stores it. */
export const beginPasskey = procedureFor({ scope: null, role: "viewer" })
  .output(BeginPasskeyResult)
  .mutation(async ({ ctx: { actor, services } }) => {
    const { adminId, adminName = adminId } = await authorizeRecentSession(actor, services);
    const existing = await services.database.passkeys.list(adminId);
    const challenge = generateToken();
    const options = await requireWebAuthn(services).registrationOptions({
      userId: adminId,
      userName: adminName,
      challenge,
      existing: existing.map(toCredential),
    });
    const setup = services.states.seal("new passkey", { adminId, challenge }, SETUP_SECONDS);
    return { options, setup };
  });
