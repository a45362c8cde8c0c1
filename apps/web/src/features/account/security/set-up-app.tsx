"use client";
import type { BeginTotpResult } from "@roster/contract";
import { useMutation } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyableText } from "@/components/ui/copyable-text";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { useTRPC } from "@/lib/trpc/client";
import { errorMessage } from "@/lib/trpc/error-message";
import { QrCode } from "./qr-code";
import { securityTexts as texts } from "./texts";
import { useAccountChange } from "./use-account-change";

/** A button and its dialog, which shows a new secret and asks for its first code. */
export function SetUpApp({ onCodes }: { onCodes: (codes: readonly string[] | null) => void }) {
  const trpc = useTRPC();
  const [isOpen, setOpen] = useState(false);
  const begin = useMutation(
    trpc.account.beginTotp.mutationOptions({
      gcTime: 0, // the response contains the secret
      onSuccess: () => setOpen(true),
      onError: (error) => toast.error(texts.addTotp, errorMessage(error)),
    }),
  );
  const onEnabled = (codes: readonly string[] | null) => {
    setOpen(false);
    onCodes(codes);
  };
  return (
    <>
      <Button size="small" isBusy={begin.isPending} onClick={() => begin.mutate()}>
        {texts.addTotp}
      </Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        onClosed={begin.reset}
        title={texts.addTotpTitle}
        description={texts.addTotpText}
      >
        {begin.data && <FirstCodeForm begun={begin.data} onEnabled={onEnabled} />}
      </Dialog>
    </>
  );
}

interface FirstCodeFormProps {
  begun: BeginTotpResult;
  onEnabled: (codes: readonly string[] | null) => void;
}

function FirstCodeForm({ begun: { secret, uri, setup }, onEnabled }: FirstCodeFormProps) {
  const trpc = useTRPC();
  const { refresh } = useAccountChange();
  const [code, setCode] = useState("");
  const enable = useMutation(
    trpc.account.enableTotp.mutationOptions({
      async onSuccess({ recoveryCodes }) {
        toast.success(texts.totpAdded, texts.totpAddedText);
        onEnabled(recoveryCodes);
        await refresh();
      },
    }),
  );

  function submit(event: SubmitEvent) {
    event.preventDefault();
    enable.mutate({ setup, code });
  }

  return (
    <form onSubmit={submit} className="grid gap-5">
      <QrCode text={uri} />
      <p className="text-center font-mono text-xs">
        <CopyableText text={secret} label={texts.key}>
          {secret}
        </CopyableText>
      </p>
      <Field id="totp-code" label={texts.code} error={enable.error && errorMessage(enable.error)}>
        <Input
          id="totp-code"
          inputMode="numeric"
          autoComplete="one-time-code"
          value={code}
          aria-describedby="totp-code-error"
          onChange={({ target }) => setCode(target.value)}
        />
      </Field>
      <Button
        type="submit"
        variant="primary"
        isBusy={enable.isPending}
        disabled={code.trim() === ""}
      >
        {texts.enable}
      </Button>
    </form>
  );
}
