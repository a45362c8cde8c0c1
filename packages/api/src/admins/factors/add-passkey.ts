import { AddFactorResult, AddPasskeyInput, AppError, invalid } from "@roster/contract";
import { INSTALLATION } from "@roster/db";
import { z } from "zod";
import { recordEvent } from "../../changes/record-event.js";
import { procedureFor } from "../../trpc/procedure.js";
import { authorizeRecentSession } from "./authorize-recent-session.js";
import { ensureRecoveryCodes } from "./recovery-codes.js";
import { requireWebAuthn } from "./require-web-authn.js";

const MAX_PASSKEYS = 20;

const Setup = z.object({ adminId: z.string(), challenge: z.string() });

/** Adds the passkey that the browser has created. From then on, the password alone no longer signs in. */
export const addPasskey = procedureFor({ scope: null, role: "viewer" })
  .input(AddPasskeyInput)
  .output(AddFactorResult)
  .mutation(async ({ ctx, input: { name, setup, response } }) => {
    const { services, actor } = ctx;
    const { adminId } = await authorizeRecentSession(actor, services);
    const begun = services.states.open("new passkey", Setup, setup);
    if (begun?.adminId !== adminId) {
      throw invalid([{ path: ["setup"], message: "has expired; begin again" }]);
    }
    const credential = await requireWebAuthn(services).register(response, begun.challenge);
    if (!credential) {
      const message = "is not a new passkey for this page; begin again";
      throw invalid([{ path: ["response"], message }]);
    }
    const transports = JSON.stringify(credential.transports);
    const passkey = { ...credential, adminId, name, transports };
    if (!(await services.database.passkeys.add(passkey, MAX_PASSKEYS))) {
      const message = `This passkey exists, or you have ${MAX_PASSKEYS} passkeys already`;
      throw new AppError("CONFLICT", message, { details: { id: credential.id } });
    }
    await recordEvent(ctx, "admin.passkeyAdded", { appId: INSTALLATION, details: { name } });
    return { recoveryCodes: await ensureRecoveryCodes(ctx, adminId) };
  });
