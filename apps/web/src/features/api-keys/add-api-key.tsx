"use client";
import type { AddApiKeyResult } from "@roster/contract";
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
  const [added, setAdded] = useState<AddApiKeyResult>();

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
          <NameForm onAdded={setAdded} />
        )}
      </Dialog>
    </>
  );
}

function NameForm({ onAdded }: { onAdded: (result: AddApiKeyResult) => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [name, setName] = useState("");
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
    add.mutate({ name });
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
