"use client";
import { isRosterError } from "@roster/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { accountTexts } from "@/features/account/texts";
import { useTRPC } from "@/lib/trpc/client";
import { errorMessage } from "@/lib/trpc/error-message";
import { PasswordField } from "./password-field";

const texts = accountTexts.password;
const none = { old: "", new: "", again: "" };

export function ChangePassword() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [typed, setTyped] = useState(none);
  const [isDifferent, setDifferent] = useState(false);
  const change = useMutation(
    trpc.account.changePassword.mutationOptions({
      gcTime: 0, // its input holds passwords
      async onSuccess() {
        setTyped(none);
        toast.success(texts.changed, texts.changedText);
        await queries.invalidateQueries(trpc.account.listSessions.pathFilter());
      },
    }),
  );

  const set = (name: keyof typeof none) => (value: string) => {
    setTyped({ ...typed, [name]: value });
    setDifferent(false);
    change.reset();
  };

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (typed.new !== typed.again) return setDifferent(true);
    change.mutate({ oldPassword: typed.old, newPassword: typed.new });
  }

  const failures = failuresOf(change.error);
  return (
    <form onSubmit={submit} className="grid gap-5 px-5 py-4" noValidate>
      {/* For the browser's keeper of passwords, which asks whose it is. */}
      <input type="text" autoComplete="username" value="admin" readOnly hidden />
      <PasswordField
        id="old-password"
        label={texts.old}
        isNew={false}
        value={typed.old}
        error={failures.old}
        onChange={set("old")}
      />
      <PasswordField
        id="new-password"
        label={texts.new}
        hint={texts.newHint}
        value={typed.new}
        error={failures.new}
        onChange={set("new")}
      />
      <PasswordField
        id="new-password-again"
        label={texts.again}
        value={typed.again}
        error={isDifferent ? texts.differs : undefined}
        onChange={set("again")}
      />
      <div className="flex flex-wrap items-center justify-between gap-4">
        <p className="min-w-0 flex-1 basis-64 text-xs text-muted">{texts.setting}</p>
        <Button
          type="submit"
          variant="primary"
          isBusy={change.isPending}
          disabled={typed.old === "" || typed.new === "" || typed.again === ""}
        >
          {texts.submit}
        </Button>
      </div>
    </form>
  );
}

/** What is said at which field. */
function failuresOf(error: unknown): { old?: string; new?: string } {
  if (!error) return {};
  const [issue] = (isRosterError(error, "INVALID") && error.data.details?.issues) || [];
  if (issue?.path[0] === "newPassword") return { new: texts.newRule };
  return { old: issue?.path[0] === "oldPassword" ? texts.wrong : errorMessage(error) };
}
