"use client";
import { useActionState } from "react";
import { focusOnMount } from "@/lib/focus-on-mount";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { signInTexts } from "@/features/sign-in/texts";

interface SignInState {
  readonly error?: string;
  /** What was entered, to correct it. */
  readonly email?: string;
}

interface SignInFormProps {
  action: (previous: SignInState, form: FormData) => Promise<SignInState>;
  /** The first administrator has no e-mail address until it sets one. */
  email: "none" | "optional" | "required";
}

export function SignInForm({ action, email }: SignInFormProps) {
  const [state, submit, isPending] = useActionState(action, {});
  const hasEmail = email !== "none";
  return (
    <form action={submit} className="grid gap-5">
      {hasEmail && (
        <Field
          id="email"
          label={signInTexts.email}
          hint={email === "optional" ? signInTexts.emailHint : undefined}
        >
          <Input
            id="email"
            name="email"
            type="email"
            autoComplete="username"
            defaultValue={state.email}
            ref={focusOnMount}
            required={email === "required"}
            aria-describedby={email === "optional" ? "email-hint" : undefined}
          />
        </Field>
      )}
      <Field
        id="password"
        label={hasEmail ? signInTexts.password : signInTexts.administratorPassword}
        error={state.error}
      >
        <Input
          id="password"
          name="password"
          type="password"
          autoComplete="current-password"
          ref={hasEmail ? undefined : focusOnMount}
          required
          aria-invalid={state.error !== undefined}
          aria-describedby="password-error"
        />
      </Field>
      <Button type="submit" variant="primary" isBusy={isPending}>
        {signInTexts.submit}
      </Button>
    </form>
  );
}
