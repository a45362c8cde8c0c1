"use client";
import type { App } from "@roster/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { PromptForm } from "@/components/prompt-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { appsTexts } from "@/features/apps/texts";
import { useTRPC } from "@/lib/trpc/client";
import { errorMessage } from "@/lib/trpc/error-message";
import { useCurrentApp } from "./current-app";

const texts = appsTexts.remove;

/** Asks for the app's name before removing all its data. */
export function RemoveApp({ app: { id, name } }: { app: App }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const current = useCurrentApp();
  const [isOpen, setOpen] = useState(false);
  const remove = useMutation(
    trpc.apps.remove.mutationOptions({
      async onSuccess() {
        // This page was shown in the removed app; the server chooses another.
        if (id === current.id) return window.location.assign("/apps");
        await queries.invalidateQueries(trpc.apps.list.pathFilter());
        toast.success(texts.removed, texts.removedText(name));
        return setOpen(false);
      },
    }),
  );

  return (
    <>
      <Button size="small" aria-label={texts.buttonNamed(name)} onClick={() => setOpen(true)}>
        {texts.button}
      </Button>
      <Dialog
        isOpen={isOpen}
        // The dialog stays open until the removal has finished.
        onOpenChange={(open) => setOpen(open || remove.isPending)}
        onClosed={() => remove.reset()}
        title={texts.title(name)}
        description={texts.loss}
      >
        <PromptForm
          confirmation={{
            label: texts.type(name),
            mismatch: texts.wrong(name),
            accepts: (typed) => typed.trim() === name,
          }}
          error={remove.error && errorMessage(remove.error)}
          submit={
            <Button type="submit" variant="danger" isBusy={remove.isPending}>
              {texts.submit}
            </Button>
          }
          onSubmit={() => remove.mutate({ id, name })}
          isCancelDisabled={remove.isPending}
          onCancel={() => setOpen(false)}
        >
          <p>{remove.isPending ? texts.inProgress : texts.keys}</p>
        </PromptForm>
      </Dialog>
    </>
  );
}
