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
  const end = useMutation(
    trpc.account.endAllSessions.mutationOptions({
      // Afresh: nothing that was read stays in the page's memory.
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
          end.reset();
          setOpen(open);
        }}
        title={texts.endAllTitle}
        action={texts.endAll}
        isBusy={end.isPending || end.isSuccess}
        error={end.error ? errorMessage(end.error) : undefined}
        onConfirm={() => end.mutate()}
      >
        <p>{texts.endAllText}</p>
      </ConfirmDialog>
    </>
  );
}
