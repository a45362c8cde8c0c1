"use server";
import { MAX_PASSWORD_LENGTH } from "@roster/contract";
import { redirect } from "next/navigation";
import { lastAppPath } from "@/features/apps/app-path";
import { signInTexts } from "@/features/sign-in/texts";
import { getHost } from "./page-host";
import { closeSession, openSession } from "./session";

/** The message below the password field. */
export interface SignInState {
  readonly error?: string;
}

export async function signIn(_before: SignInState, form: FormData): Promise<SignInState> {
  const password = form.get("password");
  if (typeof password !== "string" || password === "") return { error: signInTexts.empty };
  if (password.length > MAX_PASSWORD_LENGTH) return { error: signInTexts.tooLong };
  try {
    await openSession(password);
  } catch (error) {
    return { error: getHost().toFailure(error).message };
  }
  redirect(lastAppPath("/users"));
}

export async function signOut(): Promise<void> {
  await closeSession();
  redirect("/sign-in");
}
