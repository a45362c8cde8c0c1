"use client";
import Link from "next/link";
import { useActionState, useEffect, useState, useSyncExternalStore } from "react";
import { Button, buttonVariants } from "@/components/ui/button";
import { Field, FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { invitationTexts } from "@/features/invitation/texts";

interface Found {
  readonly email?: string;
  readonly error?: string;
}

interface AcceptState {
  readonly error?: string;
  readonly name?: string;
}

interface InvitationFormProps {
  find: (token: string) => Promise<Found>;
  accept: (previous: AcceptState, form: FormData) => Promise<AcceptState>;
}

/** The token in the URL's fragment, which browsers send to no server, and whom it is for. */
function useInvitation(find: InvitationFormProps["find"]) {
  const token = useSyncExternalStore(
    () => () => {},
    () => window.location.hash.slice(1),
    () => undefined,
  );
  const [found, setFound] = useState<Found>();
  useEffect(() => {
    if (token) void find(token).then(setFound);
  }, [find, token]);
  return { token, found: token === "" ? { error: invitationTexts.missing } : found };
}

export function InvitationForm({ find, accept }: InvitationFormProps) {
  const [state, submit, isPending] = useActionState(accept, {});
  const { token, found } = useInvitation(find);
  if (!found) return <p role="status">{invitationTexts.checking}</p>;
  if (found.error !== undefined) {
    return (
      <div className="grid justify-items-start gap-5">
        <FieldError id="invitation-error">{found.error}</FieldError>
        <Link href="/sign-in" className={buttonVariants()}>
          {invitationTexts.toSignIn}
        </Link>
      </div>
    );
  }
  return (
    <form action={submit} className="grid gap-5">
      <input type="hidden" name="token" value={token} />
      <Field id="email" label={invitationTexts.email}>
        <Input id="email" type="email" autoComplete="username" value={found.email} readOnly />
      </Field>
      <Field id="name" label={invitationTexts.name}>
        <Input
          id="name"
          name="name"
          autoComplete="name"
          maxLength={100}
          defaultValue={state.name}
          required
        />
      </Field>
      <Field
        id="password"
        label={invitationTexts.password}
        hint={invitationTexts.passwordHint}
        error={state.error}
      >
        <Input
          id="password"
          name="password"
          type="password"
          autoComplete="new-password"
          required
          aria-invalid={state.error !== undefined}
          aria-describedby="password-error password-hint"
        />
      </Field>
      <Button type="submit" variant="primary" isBusy={isPending}>
        {invitationTexts.submit}
      </Button>
    </form>
  );
}
