"use client";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { accountTexts } from "@/features/account/texts";
import { useTRPC } from "@/lib/trpc/client";
import { errorMessage } from "@/lib/trpc/error-message";

const texts = accountTexts.sessions;

export function SignOutEverywhere() {
  const trpc = useTRPC();
  const [isOpen, setOpen] = useState(false);
  const endAll = useMutation(
    trpc.account.endAllSessions.mutationOptions({
      // A full page load, so that no data stays in memory.
      onSuccess: () => window.location.assign("/sign-in"),
    }),
  );
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {texts.endAll}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={(open) => {
          endAll.reset();
          setOpen(open);
        }}
        title={texts.endAllTitle}
        action={texts.endAll}
        isBusy={endAll.isPending || endAll.isSuccess}
        error={endAll.error ? errorMessage(endAll.error) : undefined}
        onConfirm={() => endAll.mutate()}
      >
        <p>{texts.endAllText}</p>
      </ConfirmDialog>
    </>
  );
}
