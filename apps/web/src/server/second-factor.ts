"use server";
import { redirect } from "next/navigation";
import { signInTexts } from "@/features/sign-in/texts";
import { getHost } from "./page-host";
import { readClient } from "./session";
import { clearPending, readPending, writePending } from "./pending-sign-in";
import { startSession } from "./start-session";

export async function verifyCode(_before: { error?: string }, form: unknown) {
  // A forged call of the action can pass anything.
  const code = form instanceof FormData ? form.get("code") : undefined;
  if (typeof code !== "string" || code === "") return { error: signInTexts.factor.empty };
  return finish({ code: code.slice(0, MAX_CODE_LENGTH) });
}

const MAX_CODE_LENGTH = 100;

/** `response`: of the browser's passkey, which is checked. */
export async function verifyPasskey(response: unknown) {
  return finish({ passkey: response });
}

/** What the browser needs to sign in with any of its passkeys for this dashboard. */
export async function beginPasskey() {
  const { secondFactors } = await getHost().getApi();
  const begun = await secondFactors.beginPasskey();
  await writePending(begun.pendingToken);
  return begun.options;
}

/** Returns only if the factor is wrong; otherwise redirects to the users. */
async function finish(proof: { code: string } | { passkey: unknown }): Promise<{ error: string }> {
  let next;
  try {
    const { secondFactors } = await getHost().getApi();
    const pendingToken = await readPending();
    const session = await secondFactors.finish({ pendingToken, proof }, await readClient());
    next = await startSession(session);
    await clearPending();
  } catch (error) {
    return { error: getHost().toFailure(error).message };
  }
  redirect(next);
}
