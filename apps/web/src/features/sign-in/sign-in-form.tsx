"use client";
import { useActionState } from "react";
import { focusOnMount } from "@/lib/focus-on-mount";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { signInTexts } from "@/features/sign-in/texts";

interface SignInState {
  readonly error?: string;
}

interface SignInFormProps {
  action: (previous: SignInState, form: FormData) => Promise<SignInState>;
}

export function SignInForm({ action }: SignInFormProps) {
  const [state, submit, isPending] = useActionState(action, {});
  return (
    <form action={submit} className="grid gap-5">
      <Field id="password" label={signInTexts.password} error={state.error}>
        <Input
          id="password"
          name="password"
          type="password"
          autoComplete="current-password"
          ref={focusOnMount}
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
