"use client";
import type { Admin } from "@roster/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { FieldError } from "@/components/ui/field";
import { toast } from "@/components/ui/toast";
import { adminsTexts } from "@/features/admins/texts";
import { useTRPC } from "@/lib/trpc/client";
import { errorMessage } from "@/lib/trpc/error-message";
import { nameOf } from "./name-of";
import { isComplete, RightsFields } from "./rights-fields";

const texts = adminsTexts.change;

export function ChangeAdmin({ admin }: { admin: Admin }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const stored = { role: admin.role, apps: admin.apps };
  const [rights, setRights] = useState(stored);
  const name = nameOf(admin);
  const update = useMutation(
    trpc.admins.update.mutationOptions({
      async onSuccess() {
        await queries.invalidateQueries(trpc.admins.list.pathFilter());
        toast.success(texts.done, texts.doneText(name));
        setOpen(false);
      },
    }),
  );

  function submit(event: SubmitEvent) {
    event.preventDefault();
    update.mutate({ id: admin.id, ...rights });
  }

  function open() {
    update.reset();
    setRights(stored);
    setOpen(true);
  }

  return (
    <>
      <Button size="small" aria-label={texts.buttonNamed(name)} onClick={open}>
        {texts.button}
      </Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        onClosed={() => update.reset()}
        title={texts.title(name)}
      >
        <form onSubmit={submit} className="grid gap-5">
          <RightsFields rights={rights} onChange={setRights} />
          <FieldError id="change-error">{update.error && errorMessage(update.error)}</FieldError>
          <Button
            type="submit"
            variant="primary"
            className="justify-self-end"
            isBusy={update.isPending}
            disabled={!isComplete(rights)}
          >
            {texts.submit}
          </Button>
        </form>
      </Dialog>
    </>
  );
}
