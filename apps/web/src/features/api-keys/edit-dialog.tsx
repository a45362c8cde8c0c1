"use client";
import type { ApiKey } from "@roster/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { apiKeysTexts } from "@/features/api-keys/texts";
import { useTRPC } from "@/lib/trpc/client";
import { draftOf } from "./rights/key-draft";
import { KeyForm } from "./rights/key-form";

const texts = apiKeysTexts.edit;

interface EditDialogProps {
  apiKey: ApiKey;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** Changes a key's name and rights; its applications keep their secret. */
export function EditDialog({ apiKey, isOpen, onOpenChange }: EditDialogProps) {
  const { key, name } = apiKey;
  const trpc = useTRPC();
  const queries = useQueryClient();
  const update = useMutation(
    trpc.apiKeys.update.mutationOptions({
      async onSuccess({ apiKey: saved }) {
        await queries.invalidateQueries(trpc.apiKeys.list.pathFilter());
        toast.success(texts.done, texts.doneText(saved.name));
        onOpenChange(false);
      },
    }),
  );

  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      onClosed={() => update.reset()}
      title={texts.title(name)}
      description={texts.description}
    >
      <KeyForm
        initial={draftOf(apiKey)}
        isEdit
        submit={texts.submit}
        isBusy={update.isPending}
        error={update.error}
        onChange={() => update.reset()}
        onSubmit={(changes) => update.mutate({ key, ...changes })}
      />
    </Dialog>
  );
}
