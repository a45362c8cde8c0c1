"use client";
import type { AdminRights } from "@roster/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { type SubmitEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { adminsTexts } from "@/features/admins/texts";
import { useTRPC } from "@/lib/trpc/client";
import { errorMessage } from "@/lib/trpc/error-message";
import { LinkShownOnce } from "./link-shown-once";
import { isComplete, RightsFields } from "./rights-fields";

const texts = adminsTexts.invite;
const noRights: AdminRights = { role: "viewer", apps: null };

export function InviteAdmin() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const invite = useMutation(
    trpc.admins.invite.mutationOptions({
      gcTime: 0, // the response contains the link
      onSuccess: () => void queries.invalidateQueries(trpc.admins.list.pathFilter()),
    }),
  );
  const { data: invited } = invite;
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <Plus aria-hidden />
        {texts.button}
      </Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        onClosed={() => invite.reset()}
        title={invited ? adminsTexts.link.title : texts.title}
        description={invited ? adminsTexts.link.description : texts.description}
      >
        {invited ? (
          <LinkShownOnce invitation={invited.invitation} onDone={() => setOpen(false)} />
        ) : (
          <InviteForm
            isBusy={invite.isPending}
            error={invite.error && errorMessage(invite.error)}
            onChange={() => invite.reset()}
            onSubmit={(input) => invite.mutate(input)}
          />
        )}
      </Dialog>
    </>
  );
}

interface InviteFormProps {
  isBusy: boolean;
  error: string | null;
  onChange: () => void;
  onSubmit: (input: AdminRights & { readonly email: string }) => void;
}

function InviteForm({ isBusy, error, onChange, onSubmit }: InviteFormProps) {
  const [email, setEmail] = useState("");
  const [rights, setRights] = useState(noRights);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    onSubmit({ email, ...rights });
  }

  return (
    <form onSubmit={submit} onChange={onChange} className="grid gap-5">
      <Field id="admin-email" label={texts.email} error={error}>
        <Input
          id="admin-email"
          type="email"
          autoComplete="off"
          required
          value={email}
          aria-invalid={error !== null}
          aria-describedby="admin-email-error"
          onChange={({ target }) => setEmail(target.value)}
        />
      </Field>
      <RightsFields rights={rights} onChange={setRights} />
      <Button
        type="submit"
        variant="primary"
        className="justify-self-end"
        isBusy={isBusy}
        disabled={!isComplete(rights)}
      >
        {texts.button}
      </Button>
    </form>
  );
}
