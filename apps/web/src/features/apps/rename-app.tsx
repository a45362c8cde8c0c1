"use client";
import type { App } from "@roster/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { appsTexts } from "@/features/apps/texts";
import { useTRPC } from "@/lib/trpc/client";
import { errorMessage } from "@/lib/trpc/error-message";
import { AppNameForm } from "./app-name-form";

const texts = appsTexts.rename;

export function RenameApp({ app: { id, name: before } }: { app: App }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const rename = useMutation(
    trpc.apps.rename.mutationOptions({
      async onSuccess({ name }) {
        await queries.invalidateQueries(trpc.apps.list.pathFilter());
        router.refresh(); // the name of the current app comes from the server
        toast.success(texts.renamed, texts.renamedText(before, name));
        setOpen(false);
      },
    }),
  );

  return (
    <>
      <Button size="small" aria-label={texts.buttonNamed(before)} onClick={() => setOpen(true)}>
        {texts.button}
      </Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        onClosed={() => rename.reset()}
        title={texts.title(before)}
        description={texts.description}
      >
        <AppNameForm
          initialName={before}
          label={texts.name}
          submit={texts.submit}
          isBusy={rename.isPending}
          error={rename.error ? errorMessage(rename.error) : undefined}
          onChange={() => rename.reset()}
          onSubmit={(name) => rename.mutate({ id, name })}
        />
      </Dialog>
    </>
  );
}
