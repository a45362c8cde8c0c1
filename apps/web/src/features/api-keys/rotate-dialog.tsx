"use client";
import type { ApiKey } from "@roster/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { PromptForm } from "@/components/prompt-form";
import { ExactTime } from "@/components/time";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { apiKeysTexts } from "@/features/api-keys/texts";
import { useTRPC } from "@/lib/trpc/client";
import { errorMessage } from "@/lib/trpc/error-message";
import { NewSecret } from "./new-secret";

const texts = apiKeysTexts.rotate;

/** How long the current secret keeps working, in seconds. */
const overlaps = [0, 3600, 86_400, 604_800, 2_592_000] as const;

interface RotateDialogProps {
  apiKey: ApiKey;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** Gives a key a new secret, which is shown once. */
export function RotateDialog({ apiKey, isOpen, onOpenChange }: RotateDialogProps) {
  const { key, name, previousSecretUntil } = apiKey;
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [overlap, setOverlap] = useState<number>(86_400);
  const rotate = useMutation(
    trpc.apiKeys.rotate.mutationOptions({
      gcTime: 0, // the response contains the secret
      onSuccess: () => void queries.invalidateQueries(trpc.apiKeys.list.pathFilter()),
    }),
  );
  const rotated = rotate.data;

  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      onClosed={() => rotate.reset()}
      title={rotated ? apiKeysTexts.secret.title : texts.title(name)}
      description={rotated ? apiKeysTexts.secret.description : texts.description}
    >
      {rotated ? (
        <NewSecret added={rotated} onDone={() => onOpenChange(false)} />
      ) : (
        <PromptForm
          error={rotate.error && errorMessage(rotate.error)}
          submit={
            <Button type="submit" variant="primary" isBusy={rotate.isPending}>
              {texts.submit}
            </Button>
          }
          onSubmit={() => rotate.mutate({ key, overlapSeconds: overlap })}
          onCancel={() => onOpenChange(false)}
        >
          {previousSecretUntil !== null && (
            <p className="rounded-lg bg-notice-soft px-3 py-2 text-notice">
              {texts.again} <ExactTime at={previousSecretUntil} />. {texts.againLoss}
            </p>
          )}
          <Field id="key-overlap" label={texts.overlap} hint={texts.overlapHint}>
            <Select
              id="key-overlap"
              isWide
              value={overlap}
              aria-describedby="key-overlap-hint"
              onChange={({ target }) => setOverlap(Number(target.value))}
            >
              {overlaps.map((seconds) => (
                <option key={seconds} value={seconds}>
                  {texts.overlaps[seconds]}
                </option>
              ))}
            </Select>
          </Field>
        </PromptForm>
      )}
    </Dialog>
  );
}
