"use client";
import type { Admin } from "@roster/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FieldError } from "@/components/ui/field";
import { adminsTexts } from "@/features/admins/texts";
import { useTRPC } from "@/lib/trpc/client";
import { errorMessage } from "@/lib/trpc/error-message";
import { LinkShownOnce } from "./link-shown-once";
import { nameOf } from "./name-of";

const texts = adminsTexts.link;

export function NewLink({ admin }: { admin: Admin }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const name = nameOf(admin);
  const renew = useMutation(
    trpc.admins.renewInvitation.mutationOptions({
      gcTime: 0, // the response contains the link
      onSuccess: () => void queries.invalidateQueries(trpc.admins.list.pathFilter()),
    }),
  );
  const { data: renewed } = renew;
  return (
    <>
      <Button size="small" aria-label={texts.buttonNamed(name)} onClick={() => setOpen(true)}>
        {texts.button}
      </Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        onClosed={() => renew.reset()}
        title={renewed ? texts.title : texts.confirmTitle(name)}
        description={renewed ? texts.description : texts.confirm}
      >
        {renewed ? (
          <LinkShownOnce invitation={renewed.invitation} onDone={() => setOpen(false)} />
        ) : (
          <div className="grid gap-4">
            <FieldError id="link-error">{renew.error && errorMessage(renew.error)}</FieldError>
            <Button
              variant="primary"
              className="justify-self-end"
              isBusy={renew.isPending}
              onClick={() => renew.mutate({ id: admin.id })}
            >
              {texts.action}
            </Button>
          </div>
        )}
      </Dialog>
    </>
  );
}
