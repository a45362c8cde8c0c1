"use client";
import type { PublicKeyCredentialRequestOptionsJSON } from "@simplewebauthn/browser";
import { KeyRound } from "lucide-react";
import Link from "next/link";
import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Field, FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { signInTexts } from "@/features/sign-in/texts";
import { focusOnMount } from "@/lib/focus-on-mount";
import { usePasskey } from "./use-passkey";

const texts = signInTexts.factor;

interface SecondFactorFormProps {
  hasTotp: boolean;
  /** Null without passkeys. */
  passkeyOptions: PublicKeyCredentialRequestOptionsJSON | null;
  verifyCode: (previous: { error?: string }, form: FormData) => Promise<{ error?: string }>;
  verifyPasskey: (response: unknown) => Promise<{ error?: string }>;
}

export function SecondFactorForm(props: SecondFactorFormProps) {
  const { hasTotp, passkeyOptions, verifyCode, verifyPasskey } = props;
  const [state, submit, isPending] = useActionState(verifyCode, {});
  return (
    <div className="grid gap-5">
      {passkeyOptions && <PasskeyFactor options={passkeyOptions} verify={verifyPasskey} />}
      <form action={submit} className="grid gap-5">
        <Field
          id="code"
          label={texts.code}
          hint={hasTotp ? texts.codeHint : texts.recoveryHint}
          error={state.error}
        >
          <Input
            id="code"
            name="code"
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            ref={passkeyOptions ? undefined : focusOnMount}
            required
            aria-invalid={state.error !== undefined}
            aria-describedby="code-error code-hint"
          />
        </Field>
        <Button type="submit" variant={passkeyOptions ? "outline" : "primary"} isBusy={isPending}>
          {texts.submit}
        </Button>
      </form>
      <Link href="/sign-in" className="justify-self-start text-sm text-muted hover:text-ink">
        {texts.back}
      </Link>
    </div>
  );
}

interface PasskeyFactorProps {
  options: PublicKeyCredentialRequestOptionsJSON;
  verify: (response: unknown) => Promise<{ error?: string }>;
}

function PasskeyFactor({ options, verify }: PasskeyFactorProps) {
  const { use, isPending, error } = usePasskey({ getOptions: async () => options, verify });
  return (
    <div className="grid gap-2">
      <Button variant="primary" ref={focusOnMount} onClick={use} isBusy={isPending}>
        <KeyRound aria-hidden />
        {texts.passkey}
      </Button>
      <FieldError id="passkey-error">{error}</FieldError>
    </div>
  );
}
