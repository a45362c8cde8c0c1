"use client";
import type { CreateTokenInput } from "@roster/contract";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { apiKeysTexts } from "@/features/api-keys/texts";
import { useTRPC } from "@/lib/trpc/client";
import { errorMessage } from "@/lib/trpc/error-message";
import { NewToken } from "./new-token";
import { TokenForm } from "./token-form";

const texts = apiKeysTexts.token;

interface TokenDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

export function TokenDialog({ isOpen, onOpenChange }: TokenDialogProps) {
  const trpc = useTRPC();
  const [kind, setKind] = useState<CreateTokenInput["kind"]>("user");
  const make = useMutation(
    trpc.tokens.create.mutationOptions({ gcTime: 0 }), // the answer is a secret
  );
  const made = make.data;
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      onClosed={() => make.reset()}
      title={made ? texts.madeTitle : texts.title}
      description={made ? texts.madeDescription : texts.description}
    >
      {made ? (
        <NewToken made={made} kind={kind} onDone={() => onOpenChange(false)} />
      ) : (
        <TokenForm
          kind={kind}
          onKind={setKind}
          isBusy={make.isPending}
          error={make.error ? errorMessage(make.error) : undefined}
          onChange={() => make.reset()}
          onSubmit={(input) => make.mutate(input)}
        />
      )}
    </Dialog>
  );
}
