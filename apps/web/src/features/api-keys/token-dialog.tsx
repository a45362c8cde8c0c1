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
  const create = useMutation(
    trpc.tokens.create.mutationOptions({ gcTime: 0 }), // the response contains the token
  );
  const result = create.data;
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      onClosed={() => create.reset()}
      title={result ? texts.createdTitle : texts.title}
      description={result ? texts.createdDescription : texts.description}
    >
      {result ? (
        <NewToken result={result} kind={kind} onDone={() => onOpenChange(false)} />
      ) : (
        <TokenForm
          kind={kind}
          onKind={setKind}
          isBusy={create.isPending}
          error={create.error ? errorMessage(create.error) : undefined}
          onChange={() => create.reset()}
          onSubmit={(input) => create.mutate(input)}
        />
      )}
    </Dialog>
  );
}
