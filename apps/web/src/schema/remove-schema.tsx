"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { useTRPC } from "@/trpc/client";
import { errorText } from "@/trpc/error-text";

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
        toast.success("Removed", `Data is free-form again, as version ${version}.`);
      },
    }),
  );
  return (
    <>
      <Button look="danger-plain" size="small" onClick={() => setOpen(true)}>
        Remove
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={(open) => {
          remove.reset();
          setOpen(open);
        }}
        title="Remove the schema?"
        action="Remove schema"
        isBusy={remove.isPending}
        error={remove.error ? errorText(remove.error) : undefined}
        onConfirm={() => remove.mutate()}
      >
        <p>
          Any data may be written again, within five seconds in every process. Stored users stay as
          they are, and the schema stays in the history.
        </p>
      </ConfirmDialog>
    </>
  );
}
