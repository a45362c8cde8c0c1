"use client";
import { type ApiKeySecret, legacyScopes } from "@roster/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { type SubmitEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { apiKeysTexts } from "@/features/api-keys/texts";
import { useTRPC } from "@/lib/trpc/client";
import { errorMessage } from "@/lib/trpc/error-message";
import { NewSecret } from "./new-secret";

const texts = apiKeysTexts.add;

export function AddApiKey() {
  const [isOpen, setOpen] = useState(false);
  const [added, setAdded] = useState<ApiKeySecret>();

  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <Plus aria-hidden />
        {texts.button}
      </Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        onClosed={() => setAdded(undefined)}
        title={added ? apiKeysTexts.secret.title : texts.title}
        description={added ? apiKeysTexts.secret.description : texts.description}
      >
        {added ? (
          <NewSecret added={added} onDone={() => setOpen(false)} />
        ) : (
          <AddForm onAdded={setAdded} />
        )}
      </Dialog>
    </>
  );
}

function AddForm({ onAdded }: { onAdded: (result: ApiKeySecret) => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const [readsAudit, setReadsAudit] = useState(false);
  const add = useMutation(
    trpc.apiKeys.add.mutationOptions({
      gcTime: 0, // the response contains the secret
      onSuccess(result) {
        onAdded(result);
        void queries.invalidateQueries(trpc.apiKeys.list.pathFilter());
      },
    }),
  );

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const scopes = [...legacyScopes, ...(readsAudit ? (["audit:read"] as const) : [])];
    add.mutate({ name, scopes });
  }

  return (
    <form onSubmit={submit} className="grid gap-5" noValidate>
      <Field id="key-name" label={texts.name} error={add.error && errorMessage(add.error)}>
        <Input
          id="key-name"
          value={name}
          placeholder={texts.placeholder}
          maxLength={100}
          aria-invalid={add.isError}
          aria-describedby="key-name-error"
          onChange={({ target }) => {
            setName(target.value);
            add.reset();
          }}
        />
      </Field>
      <ReadsAuditField isChecked={readsAudit} onChange={setReadsAudit} />
      <div className="flex justify-end">
        <Button
          type="submit"
          variant="primary"
          isBusy={add.isPending}
          disabled={name.trim() === ""}
        >
          {texts.button}
        </Button>
      </div>
    </form>
  );
}

interface ReadsAuditFieldProps {
  isChecked: boolean;
  onChange: (isChecked: boolean) => void;
}

function ReadsAuditField({ isChecked, onChange }: ReadsAuditFieldProps) {
  return (
    <div className="flex items-start gap-2.5 text-sm">
      <input
        id="key-audit"
        type="checkbox"
        checked={isChecked}
        aria-describedby="key-audit-hint"
        onChange={({ target }) => onChange(target.checked)}
        className="mt-0.5 size-4 shrink-0 accent-accent"
      />
      <div>
        <label htmlFor="key-audit" className="font-medium">
          {texts.readsAudit}
        </label>
        <p id="key-audit-hint" className="text-muted">
          {texts.readsAuditHint}
        </p>
      </div>
    </div>
  );
}
