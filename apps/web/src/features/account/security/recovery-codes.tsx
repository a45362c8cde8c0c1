"use client";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useTRPC } from "@/lib/trpc/client";
import { errorMessage } from "@/lib/trpc/error-message";
import { Section } from "./section";
import { securityTexts as texts } from "./texts";
import { useAccountChange } from "./use-account-change";

interface RecoveryCodesProps {
  count: number;
  onCodes: (codes: readonly string[]) => void;
}

export function RecoveryCodes({ count, onCodes }: RecoveryCodesProps) {
  const trpc = useTRPC();
  const { refresh } = useAccountChange();
  const [isOpen, setOpen] = useState(false);
  const replace = useMutation(
    trpc.account.createRecoveryCodes.mutationOptions({
      gcTime: 0, // the response contains the codes
      async onSuccess({ recoveryCodes }) {
        setOpen(false);
        onCodes(recoveryCodes);
        await refresh();
      },
    }),
  );
  return (
    <Section
      title={texts.recoveryCodes}
      action={
        <Button size="small" onClick={() => setOpen(true)}>
          {texts.replaceCodes}
        </Button>
      }
    >
      <p className="mt-1 text-sm text-muted">{texts.codesLeft(count)}</p>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={(open) => {
          replace.reset();
          setOpen(open);
        }}
        title={texts.replaceTitle}
        action={texts.replaceCodes}
        isBusy={replace.isPending}
        error={replace.error ? errorMessage(replace.error) : undefined}
        onConfirm={() => replace.mutate()}
      >
        <p>{texts.replaceText}</p>
      </ConfirmDialog>
    </Section>
  );
}
