"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Dialog } from "@/components/ui/dialog";
import { apiKeysTexts } from "@/features/api-keys/texts";
import { useTRPC } from "@/lib/trpc/client";
import { NewSecret } from "./new-secret";
import { newDraft } from "./rights/key-draft";
import { KeyForm } from "./rights/key-form";

const texts = apiKeysTexts.add;

interface AddDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

export function AddDialog({ isOpen, onOpenChange }: AddDialogProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const add = useMutation(
    trpc.apiKeys.add.mutationOptions({
      gcTime: 0, // the response contains the secret
      onSuccess: () => void queries.invalidateQueries(trpc.apiKeys.list.pathFilter()),
    }),
  );
  const added = add.data;
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      onClosed={() => add.reset()}
      title={added ? apiKeysTexts.secret.title : texts.title}
      description={added ? apiKeysTexts.secret.description : texts.description}
    >
      {added ? (
        <NewSecret added={added} onDone={() => onOpenChange(false)} />
      ) : (
        <KeyForm
          initial={newDraft}
          submit={texts.button}
          isBusy={add.isPending}
          error={add.error}
          onChange={() => add.reset()}
          onSubmit={({ name = "", ...rights }) => add.mutate({ name, ...rights })}
        />
      )}
    </Dialog>
  );
}
