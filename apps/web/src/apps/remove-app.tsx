"use client";
import type { App } from "@roster/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { appsTexts } from "@/texts/apps";
import { useTRPC } from "@/trpc/client";
import { errorText } from "@/trpc/error-text";
import { useCurrentApp } from "./current-app";
import { RemoveAppForm } from "./remove-app-form";

const texts = appsTexts.remove;

/** Asks for the app's name before all that it has is lost. */
export function RemoveApp({ app: { id, name } }: { app: App }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const current = useCurrentApp();
  const [isOpen, setOpen] = useState(false);
  const remove = useMutation(
    trpc.apps.remove.mutationOptions({
      async onSuccess() {
        // The page itself was shown in that app: the server chooses another.
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
        // What is begun is not given up by closing: its end is waited for.
        onOpenChange={(open) => setOpen(open || remove.isPending)}
        onClosed={() => remove.reset()}
        title={texts.title(name)}
        description={texts.loss}
      >
        <RemoveAppForm
          name={name}
          isBusy={remove.isPending}
          error={remove.error ? errorText(remove.error) : undefined}
          onConfirm={() => remove.mutate({ id, name })}
          onCancel={() => setOpen(false)}
        />
      </Dialog>
    </>
  );
}
