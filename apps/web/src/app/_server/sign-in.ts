"use server";
import { redirect } from "next/navigation";
import { lastAppPath } from "@/apps/app-path";
import { getHost } from "./host";
import { closeSession, openSession } from "./session";

/** What the form says under the password. */
export interface SignInState {
  readonly error?: string;
}

const MAX_PASSWORD = 1024;

export async function signIn(_before: SignInState, form: FormData): Promise<SignInState> {
  const password = form.get("password");
  if (typeof password !== "string" || password === "") return { error: "Enter the password" };
  if (password.length > MAX_PASSWORD) return { error: "No password is as long as this" };
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
