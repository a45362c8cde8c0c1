"use client";
import type { PublicKeyCredentialRequestOptionsJSON } from "@simplewebauthn/browser";
import { KeyRound, LogIn } from "lucide-react";
import { Button, buttonVariants } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { signInTexts } from "@/features/sign-in/texts";
import { usePasskey } from "./use-passkey";

interface OtherWaysProps {
  /** The identity provider's name; absent without single sign-on. */
  ssoName: string | undefined;
  /** Why single sign-on has failed. */
  ssoError: string | undefined;
  /** Whether the password form is above. */
  isBelowForm: boolean;
  beginPasskey: () => Promise<PublicKeyCredentialRequestOptionsJSON>;
  verifyPasskey: (response: unknown) => Promise<{ error?: string }>;
}

/** The ways to sign in without a password. */
export function OtherWays(props: OtherWaysProps) {
  const { ssoName, ssoError, isBelowForm, beginPasskey, verifyPasskey } = props;
  const passkey = usePasskey({ getOptions: beginPasskey, verify: verifyPasskey });
  return (
    <div className="grid gap-3">
      {isBelowForm && (
        <p className="mt-5 mb-2 flex items-center gap-3 text-xs text-muted before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
          {signInTexts.or}
        </p>
      )}
      {ssoName !== undefined && (
        // oxlint-disable-next-line next/no-html-link-for-pages -- redirects to another site; must not be prefetched
        <a href="/sign-in/sso" className={buttonVariants({ variant: "outline" })}>
          <LogIn aria-hidden />
          {signInTexts.sso.submit(ssoName)}
        </a>
      )}
      <FieldError id="sso-error">{ssoError}</FieldError>
      <Button onClick={passkey.use} isBusy={passkey.isPending}>
        <KeyRound aria-hidden />
        {signInTexts.passkey.submit}
      </Button>
      <FieldError id="passkey-error">{passkey.error}</FieldError>
    </div>
  );
}
