"use client";
import { isRosterError } from "@roster/client";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { Card } from "@/components/card";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { accountTexts } from "@/features/account/texts";
import { useTRPC } from "@/lib/trpc/client";
import { errorMessage } from "@/lib/trpc/error-message";

const texts = accountTexts.profile;

/** The state of the form, and the call that saves it. */
function useProfile() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { data: me } = useSuspenseQuery(trpc.account.get.queryOptions());
  const [name, setName] = useState(me.name);
  const [email, setEmail] = useState(me.email ?? "");
  const [password, setPassword] = useState("");
  const isOwner = me.role === "owner" && me.apps === null;
  const isNewEmail = isOwner && email !== "" && email !== me.email;
  const saveName = useMutation(trpc.account.update.mutationOptions());
  const saveEmail = useMutation(
    trpc.admins.update.mutationOptions({ gcTime: 0 }), // the input contains the password
  );

  async function save() {
    if (isNewEmail) await saveEmail.mutateAsync({ id: me.id, email, password });
    if (name !== me.name) await saveName.mutateAsync({ name });
    setPassword("");
    toast.success(texts.saved, isNewEmail ? texts.savedEmail : texts.savedName);
    await queries.invalidateQueries(trpc.account.get.pathFilter());
  }

  function submit(event: SubmitEvent) {
    event.preventDefault();
    save().catch(() => {}); // the mutations keep their errors
  }

  return {
    fields: { name, email, password },
    set: { name: setName, email: setEmail, password: setPassword },
    isOwner,
    needsPassword: isNewEmail && me.hasPassword,
    isEmailRequired: me.email !== null,
    submit,
    reset: () => {
      saveName.reset();
      saveEmail.reset();
    },
    isPending: saveName.isPending || saveEmail.isPending,
    errors: fieldErrors(saveEmail.error ?? saveName.error),
  };
}

/** Name and e-mail address, which only owners change; a new address asks for the password. */
export function Profile() {
  const { fields, set, errors, ...form } = useProfile();
  return (
    <Card title={texts.title}>
      <form onSubmit={form.submit} onChange={form.reset} className="grid gap-5 px-5 py-4">
        <Field id="name" label={texts.name}>
          <Input
            id="name"
            autoComplete="name"
            maxLength={100}
            value={fields.name}
            onChange={({ target }) => set.name(target.value)}
          />
        </Field>
        <Field
          id="email"
          label={texts.email}
          hint={form.isOwner ? texts.emailHint : texts.emailFixed}
          error={errors.email}
        >
          <Input
            id="email"
            type="email"
            autoComplete="username"
            required={form.isEmailRequired}
            readOnly={!form.isOwner}
            value={fields.email}
            aria-invalid={errors.email !== undefined}
            aria-describedby="email-error email-hint"
            onChange={({ target }) => set.email(target.value)}
          />
        </Field>
        {form.needsPassword && (
          <Field id="email-password" label={texts.password} error={errors.password}>
            <Input
              id="email-password"
              type="password"
              autoComplete="current-password"
              value={fields.password}
              aria-invalid={errors.password !== undefined}
              aria-describedby="email-password-error"
              onChange={({ target }) => set.password(target.value)}
            />
          </Field>
        )}
        <Button
          type="submit"
          variant="primary"
          className="justify-self-end"
          isBusy={form.isPending}
        >
          {texts.submit}
        </Button>
      </form>
    </Card>
  );
}

/** The error to show at each field. */
function fieldErrors(error: unknown): { email?: string; password?: string } {
  if (!error) return {};
  const [issue] = (isRosterError(error, "INVALID") && error.data.details?.issues) || [];
  if (issue?.path[0] === "password") return { password: texts.wrongPassword };
  return { email: errorMessage(error) };
}
