"use server";
import { AcceptInvitationInput, toIssues } from "@roster/contract";
import { redirect } from "next/navigation";
import { invitationTexts } from "@/features/invitation/texts";
import { getHost } from "./page-host";
import { readClient } from "./session";
import { startSession } from "./start-session";

/** Whom the invitation is for, or why it cannot be accepted. */
export interface FoundInvitation {
  readonly email?: string;
  readonly error?: string;
}

export async function findInvitation(token: unknown): Promise<FoundInvitation> {
  try {
    const { email } = await (await getHost().getApi()).invitations.find(String(token));
    return { email: email ?? "" };
  } catch (error) {
    return { error: getHost().toFailure(error).message };
  }
}

export interface AcceptState {
  readonly error?: string;
  readonly name?: string;
}

export async function acceptInvitation(_before: AcceptState, form: FormData): Promise<AcceptState> {
  const { data, error } = AcceptInvitationInput.safeParse(
    Object.fromEntries(["token", "name", "password"].map((field) => [field, form.get(field)])),
  );
  const name = form.get("name");
  const entered = typeof name === "string" ? { name } : {};
  if (error) {
    const [issue] = toIssues(error);
    const isPassword = issue?.path[0] === "password";
    return {
      error: isPassword ? invitationTexts.passwordRule : invitationTexts.invalid,
      ...entered,
    };
  }
  let next;
  try {
    const { invitations } = await getHost().getApi();
    next = await startSession(await invitations.accept(data, await readClient()));
  } catch (cause) {
    return { error: getHost().toFailure(cause).message, ...entered };
  }
  redirect(next);
}
