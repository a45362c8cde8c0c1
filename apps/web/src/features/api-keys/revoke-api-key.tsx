"use client";
import type { ApiKey } from "@roster/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { apiKeysTexts } from "@/features/api-keys/texts";
import { useTRPC } from "@/lib/trpc/client";
import { errorMessage } from "@/lib/trpc/error-message";

const texts = apiKeysTexts.revoke;

export function RevokeApiKey({ apiKey, isLast }: { apiKey: ApiKey; isLast: boolean }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const revoke = useMutation(
    trpc.apiKeys.revoke.mutationOptions({
      async onSuccess() {
        toast.success(texts.done, texts.doneText(apiKey.name));
        setOpen(false);
        await queries.invalidateQueries(trpc.apiKeys.list.pathFilter());
      },
    }),
  );

  function resetAndSetOpen(open: boolean) {
    revoke.reset();
    setOpen(open);
  }

  return (
    <>
      <Button
        variant="danger-outline"
        size="small"
        aria-label={texts.buttonNamed(apiKey.name)}
        onClick={() => resetAndSetOpen(true)}
      >
        {texts.button}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={resetAndSetOpen}
        title={texts.title}
        action={texts.action}
        isBusy={revoke.isPending}
        error={revoke.error ? errorMessage(revoke.error) : undefined}
        onConfirm={() => revoke.mutate({ key: apiKey.key })}
      >
        <p>{texts.lost(apiKey.name)}</p>
        {isLast && <p>{texts.last}</p>}
      </ConfirmDialog>
    </>
  );
}
