import { AddFactorResult, EnableTotpInput, invalid } from "@roster/contract";
import { INSTALLATION } from "@roster/db";
import { z } from "zod";
import { recordEvent } from "../../changes/record-event.js";
import type { Services } from "../../services.js";
import { procedureFor } from "../../trpc/procedure.js";
import { authorizeRecentSession } from "./authorize-recent-session.js";
import { ensureRecoveryCodes } from "./recovery-codes.js";
import { totpPurpose } from "./stored-factors.js";
import { stepOfCode } from "./totp.js";

const Setup = z.object({ adminId: z.string(), secret: z.string() });

/** Stores the secret of an authenticator app, which replaces an earlier one. */
export const enableTotp = procedureFor({ scope: null, role: "viewer" })
  .input(EnableTotpInput)
  .output(AddFactorResult)
  .mutation(async ({ ctx, input: { setup, code } }) => {
    const { services, actor } = ctx;
    const { adminId } = await authorizeRecentSession(actor, services);
    const begun = services.states.open("new authenticator app", Setup, setup);
    if (begun?.adminId !== adminId) {
      throw invalid([{ path: ["setup"], message: "has expired; begin again" }]);
    }
    const step = stepOfCode(begun.secret, code.replaceAll(/\s/g, ""), services.now());
    if (step === undefined) throw invalid([{ path: ["code"], message: "is not the app's code" }]);
    await storeSecret(services, { adminId, secret: begun.secret, step });
    await recordEvent(ctx, "admin.totpEnabled", { appId: INSTALLATION });
    return { recoveryCodes: await ensureRecoveryCodes(ctx, adminId) };
  });

async function storeSecret(
  { secretBox, database: { secondFactors } }: Services,
  { adminId, secret, step }: { adminId: string; secret: string; step: bigint },
): Promise<void> {
  const purpose = totpPurpose(adminId);
  const sealed = secretBox.seal(purpose, secret);
  await secondFactors.setTotp({ adminId, secret: sealed }, step);
  await secretBox.resealIfStale(purpose, { secret, sealed }, (change) =>
    secondFactors.resealTotp(adminId, change),
  );
}
