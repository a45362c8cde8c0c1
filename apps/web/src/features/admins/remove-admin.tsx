"use client";
import type { Admin } from "@roster/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { adminsTexts } from "@/features/admins/texts";
import { useTRPC } from "@/lib/trpc/client";
import { errorMessage } from "@/lib/trpc/error-message";
import { nameOf } from "./name-of";

const texts = adminsTexts.remove;

export function RemoveAdmin({ admin, isMe }: { admin: Admin; isMe: boolean }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const name = nameOf(admin);
  const remove = useMutation(
    trpc.admins.remove.mutationOptions({
      async onSuccess() {
        if (isMe) return window.location.assign("/sign-in");
        toast.success(texts.done, name);
        setOpen(false);
        return queries.invalidateQueries(trpc.admins.list.pathFilter());
      },
    }),
  );

  function resetAndSetOpen(open: boolean) {
    remove.reset();
    setOpen(open);
  }

  return (
    <>
      <Button
        variant="danger-outline"
        size="small"
        aria-label={texts.buttonNamed(name)}
        onClick={() => resetAndSetOpen(true)}
      >
        {texts.button}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={resetAndSetOpen}
        title={texts.title(name)}
        action={texts.action}
        isBusy={remove.isPending}
        error={remove.error ? errorMessage(remove.error) : undefined}
        onConfirm={() => remove.mutate({ id: admin.id })}
      >
        <p>{texts.text}</p>
      </ConfirmDialog>
    </>
  );
}
