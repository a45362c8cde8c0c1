"use client";
import { useState } from "react";
import { PromptForm } from "@/components/prompt-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { errorMessage } from "@/lib/trpc/error-message";
import type { User } from "@/lib/trpc/user";
import { BanFields, useBanFields } from "./ban-fields";
import { banTexts } from "./ban-texts";
import { useChangeStatus } from "./use-change-status";

/** Bans a user, or changes its ban. */
export function BanDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const [isOpen, setOpen] = useState(true);
  const fields = useBanFields(user.ban);
  const change = useChangeStatus(user.id, { onDone: () => setOpen(false) });
  const isReplacing = user.ban !== null;

  function submit() {
    const ban = fields.read();
    if (ban) change.mutate({ action: "ban", ban, isReplacing });
  }

  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={setOpen}
      onClosed={onClose}
      title={isReplacing ? banTexts.changeTitle : banTexts.title}
    >
      <PromptForm
        error={change.error ? errorMessage(change.error) : null}
        submit={
          <Button type="submit" variant="danger" isBusy={change.isPending}>
            {isReplacing ? banTexts.changeAction : banTexts.action}
          </Button>
        }
        onSubmit={submit}
        onCancel={() => setOpen(false)}
      >
        <p className="font-mono text-ink wrap-anywhere">{user.id}</p>
        <p>{banTexts.effect}</p>
        <BanFields fields={fields} />
      </PromptForm>
    </Dialog>
  );
}
