import {
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
} from "@simplewebauthn/browser";
import { useState, useTransition } from "react";
import { signInTexts } from "@/features/sign-in/texts";

interface PasskeyActions {
  getOptions: () => Promise<PublicKeyCredentialRequestOptionsJSON>;
  /** Redirects if the passkey is right. */
  verify: (response: unknown) => Promise<{ error?: string }>;
}

/** Asks the browser for a passkey, and has it verified. */
export function usePasskey({ getOptions, verify }: PasskeyActions) {
  const [error, setError] = useState<string>();
  const [isPending, startTransition] = useTransition();
  const use = () =>
    startTransition(async () => {
      setError(undefined);
      const optionsJSON = await getOptions();
      // Rejects if the person cancels, or has no passkey here.
      const response = await startAuthentication({ optionsJSON }).catch(() => undefined);
      if (!response) return setError(signInTexts.passkey.failed);
      // Undefined while the browser follows the redirect.
      const result: { error?: string } | undefined = await verify(response);
      setError(result?.error);
    });
  return { error, isPending, use };
}
