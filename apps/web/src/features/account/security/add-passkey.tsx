"use client";
import {
  type PublicKeyCredentialCreationOptionsJSON,
  startRegistration,
} from "@simplewebauthn/browser";
import { useMutation } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { focusOnMount } from "@/lib/focus-on-mount";
import { useTRPC } from "@/lib/trpc/client";
import { errorMessage } from "@/lib/trpc/error-message";
import { securityTexts as texts } from "./texts";
import { useAccountChange } from "./use-account-change";

export function AddPasskey({ onCodes }: { onCodes: (codes: readonly string[] | null) => void }) {
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState("");
  const { add, error, isPending, reset } = useAddPasskey((codes) => {
    setOpen(false);
    onCodes(codes);
  });

  function submit(event: SubmitEvent) {
    event.preventDefault();
    add(name);
  }

  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {texts.addPasskey}
      </Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        onClosed={() => {
          setName("");
          reset();
        }}
        title={texts.addPasskeyTitle}
        description={texts.addPasskeyText}
      >
        <form onSubmit={submit} className="grid gap-5">
          <Field id="passkey-name" label={texts.passkeyName} error={error}>
            <Input
              id="passkey-name"
              value={name}
              maxLength={100}
              ref={focusOnMount}
              aria-describedby="passkey-name-error"
              onChange={({ target }) => setName(target.value)}
            />
          </Field>
          <Button type="submit" variant="primary" isBusy={isPending} disabled={name.trim() === ""}>
            {texts.addPasskey}
          </Button>
        </form>
      </Dialog>
    </>
  );
}

class Cancelled extends Error {}

const textOf = (error: Error) =>
  error instanceof Cancelled ? texts.passkeyFailed : errorMessage(error);

/** Has the browser create a passkey, and stores it. */
function useAddPasskey(onAdded: (codes: readonly string[] | null) => void) {
  const trpc = useTRPC();
  const { refresh } = useAccountChange();
  const begin = useMutation(trpc.account.beginPasskey.mutationOptions());
  const store = useMutation(trpc.account.addPasskey.mutationOptions());
  const adding = useMutation({
    async mutationFn(name: string) {
      const { options, setup } = await begin.mutateAsync();
      const optionsJSON = options as PublicKeyCredentialCreationOptionsJSON; // oxlint-disable-line typescript/consistent-type-assertions -- made by the same library on the server
      // Rejects if the person cancels, or the authenticator is already registered.
      const response = await startRegistration({ optionsJSON }).catch(() => undefined);
      if (!response) throw new Cancelled();
      const { id, rawId, type, response: signed } = response;
      const sent = { id, rawId, type, response: signed, clientExtensionResults: {} };
      return store.mutateAsync({ name, setup, response: sent });
    },
    async onSuccess({ recoveryCodes }) {
      toast.success(texts.passkeyAdded, texts.passkeyAddedText);
      onAdded(recoveryCodes);
      await refresh();
    },
  });
  return {
    add: adding.mutate,
    error: adding.error && textOf(adding.error),
    isPending: adding.isPending,
    reset: adding.reset,
  };
}
