"use server";
import { MAX_PASSWORD_LENGTH } from "@roster/contract";
import { redirect } from "next/navigation";
import { lastAppPath } from "@/features/apps/app-path";
import { signInTexts } from "@/features/sign-in/texts";
import { getHost } from "./page-host";
import { writePending } from "./pending-sign-in";
import { closeSession, readClient } from "./session";
import { startSession } from "./start-session";

/** The message below the password field. */
export interface SignInState {
  readonly error?: string;
  readonly email?: string;
}

export async function signIn(_before: SignInState, form: FormData): Promise<SignInState> {
  const [email, password] = [form.get("email"), form.get("password")];
  if (typeof password !== "string" || password === "") return { error: signInTexts.empty };
  if (password.length > MAX_PASSWORD_LENGTH) return { error: signInTexts.tooLong };
  const entered = typeof email === "string" ? { email } : {};
  const given = { password, ...entered };
  let next = lastAppPath("/users");
  try {
    const { adminSessions } = await getHost().getApi();
    const result = await adminSessions.signIn(given, await readClient());
    if ("token" in result) next = await startSession(result);
    else {
      await writePending(result.pendingToken);
      next = lastAppPath("/sign-in/verify");
    }
  } catch (error) {
    return { error: getHost().toFailure(error).message, ...entered };
  }
  redirect(next);
}

export async function signOut(): Promise<void> {
  await closeSession();
  redirect("/sign-in");
}
