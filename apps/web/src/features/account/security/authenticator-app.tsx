"use client";
import { useMutation } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { useTRPC } from "@/lib/trpc/client";
import { Section } from "./section";
import { SetUpApp } from "./set-up-app";
import { securityTexts as texts } from "./texts";
import { useAccountChange } from "./use-account-change";

interface AuthenticatorAppProps {
  isSetUp: boolean;
  onCodes: (codes: readonly string[] | null) => void;
}

export function AuthenticatorApp({ isSetUp, onCodes }: AuthenticatorAppProps) {
  const trpc = useTRPC();
  const { handlers } = useAccountChange();
  const remove = useMutation(
    trpc.account.removeTotp.mutationOptions(
      handlers(texts.removeTotp, { title: texts.totpRemoved, text: texts.totpRemovedText }),
    ),
  );
  const action = isSetUp ? (
    <Button
      variant="danger-outline"
      size="small"
      aria-label={texts.removeTotp}
      isBusy={remove.isPending}
      onClick={() => remove.mutate()}
    >
      {texts.remove}
    </Button>
  ) : (
    <SetUpApp onCodes={onCodes} />
  );
  return (
    <Section title={texts.totp} action={action}>
      <p className="mt-1 text-sm text-muted">{isSetUp ? texts.hasTotp : texts.noTotp}</p>
    </Section>
  );
}
