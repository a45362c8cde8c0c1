"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { appsTexts } from "@/features/apps/texts";
import { useTRPC } from "@/lib/trpc/client";
import { errorMessage } from "@/lib/trpc/error-message";
import { AppNameForm } from "./app-name-form";

const texts = appsTexts.add;

export function AddApp() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const add = useMutation(
    trpc.apps.add.mutationOptions({
      async onSuccess({ name }) {
        await queries.invalidateQueries(trpc.apps.list.pathFilter());
        toast.success(texts.added, texts.addedText(name));
        setOpen(false);
      },
    }),
  );

  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <Plus aria-hidden />
        {texts.button}
      </Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        onClosed={() => add.reset()}
        title={texts.title}
        description={texts.description}
      >
        <AppNameForm
          label={texts.name}
          placeholder={texts.placeholder}
          submit={texts.button}
          isBusy={add.isPending}
          error={add.error ? errorMessage(add.error) : undefined}
          onChange={() => add.reset()}
          onSubmit={(name) => add.mutate({ name })}
        />
      </Dialog>
    </>
  );
}
