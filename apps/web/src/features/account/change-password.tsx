"use client";
import { isRosterError } from "@roster/client";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { accountTexts } from "@/features/account/texts";
import { useTRPC } from "@/lib/trpc/client";
import { errorMessage } from "@/lib/trpc/error-message";

const texts = accountTexts.password;
const emptyFields = { old: "", new: "", confirmed: "" };

/** The state of the form, and the call that changes the password. */
function useChangePassword() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [fields, setFields] = useState(emptyFields);
  const [isMismatch, setMismatch] = useState(false);
  const change = useMutation(
    trpc.account.changePassword.mutationOptions({
      gcTime: 0, // the input contains passwords
      async onSuccess() {
        setFields(emptyFields);
        toast.success(texts.changed, texts.changedText);
        await queries.invalidateQueries(trpc.account.listSessions.pathFilter());
      },
    }),
  );

  const set = (name: keyof typeof emptyFields) => (value: string) => {
    setFields({ ...fields, [name]: value });
    setMismatch(false);
    change.reset();
  };

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (fields.new !== fields.confirmed) return setMismatch(true);
    change.mutate({ oldPassword: fields.old, newPassword: fields.new });
  }

  return {
    fields,
    set,
    submit,
    isMismatch,
    isPending: change.isPending,
    errors: fieldErrors(change.error),
  };
}

export function ChangePassword() {
  const { data: me } = useSuspenseQuery(useTRPC().account.get.queryOptions());
  if (me.hasPassword) return <ChangePasswordForm username={me.email ?? "admin"} />;
  return <p className="px-5 py-4 text-sm text-muted">{texts.none}</p>;
}

function ChangePasswordForm({ username }: { username: string }) {
  const { fields, set, submit, isMismatch, isPending, errors } = useChangePassword();
  return (
    <form onSubmit={submit} className="grid gap-5 px-5 py-4" noValidate>
      {/* Password managers need a username to save the password under. */}
      <input type="text" autoComplete="username" value={username} readOnly hidden />
      <PasswordField
        id="old-password"
        label={texts.old}
        isNew={false}
        value={fields.old}
        error={errors.old}
        onChange={set("old")}
      />
      <PasswordField
        id="new-password"
        label={texts.new}
        hint={texts.newHint}
        value={fields.new}
        error={errors.new}
        onChange={set("new")}
      />
      <PasswordField
        id="confirm-password"
        label={texts.confirm}
        value={fields.confirmed}
        error={isMismatch ? texts.mismatch : undefined}
        onChange={set("confirmed")}
      />
      <div className="flex flex-wrap items-center justify-between gap-4">
        <p className="min-w-0 flex-1 basis-64 text-xs text-muted">{texts.setting}</p>
        <Button
          type="submit"
          variant="primary"
          isBusy={isPending}
          disabled={fields.old === "" || fields.new === "" || fields.confirmed === ""}
        >
          {texts.submit}
        </Button>
      </div>
    </form>
  );
}

/** The error to show at each field. */
function fieldErrors(error: unknown): { old?: string; new?: string } {
  if (!error) return {};
  const [issue] = (isRosterError(error, "INVALID") && error.data.details?.issues) || [];
  if (issue?.path[0] === "newPassword") return { new: texts.newRule };
  return { old: issue?.path[0] === "oldPassword" ? texts.wrong : errorMessage(error) };
}

interface PasswordFieldProps {
  id: string;
  label: string;
  hint?: string;
  /** The user chooses a password here, instead of entering an existing one. */
  isNew?: boolean;
  value: string;
  error: string | null | undefined;
  onChange: (value: string) => void;
}

function PasswordField(props: PasswordFieldProps) {
  const { id, label, hint, isNew = true, value, error, onChange } = props;
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <Input
        id={id}
        type="password"
        autoComplete={isNew ? "new-password" : "current-password"}
        value={value}
        aria-invalid={Boolean(error)}
        aria-describedby={`${id}-error ${hint === undefined ? "" : `${id}-hint`}`.trim()}
        onChange={({ target }) => onChange(target.value)}
      />
    </Field>
  );
}
