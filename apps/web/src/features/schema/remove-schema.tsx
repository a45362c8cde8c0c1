"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { useTRPC } from "@/lib/trpc/client";
import { errorMessage } from "@/lib/trpc/error-message";
import { schemaTexts } from "@/features/schema/texts";

const texts = schemaTexts.remove;

/** Makes data free-form again. */
export function RemoveSchema() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const remove = useMutation(
    trpc.apps.removeDataSchema.mutationOptions({
      async onSuccess({ version }) {
        setOpen(false);
        await queries.invalidateQueries(trpc.apps.pathFilter());
        toast.success(texts.done, texts.doneAs(version));
      },
    }),
  );
  return (
    <>
      <Button variant="danger-outline" size="small" onClick={() => setOpen(true)}>
        {texts.button}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={(open) => {
          remove.reset();
          setOpen(open);
        }}
        title={texts.title}
        action={texts.action}
        isBusy={remove.isPending}
        error={remove.error ? errorMessage(remove.error) : undefined}
        onConfirm={() => remove.mutate()}
      >
        <p>{texts.description}</p>
      </ConfirmDialog>
    </>
  );
}
