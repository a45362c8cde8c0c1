"use client";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { errorMessage } from "@/lib/trpc/error-message";
import { statusTexts } from "./texts";
import { useChangeStatus } from "./use-change-status";

const texts = {
  deactivate: {
    title: statusTexts.deactivateTitle,
    action: statusTexts.deactivateAction,
    effect: statusTexts.deactivateEffect,
  },
  revokeTokens: {
    title: statusTexts.revokeTitle,
    action: statusTexts.revokeAction,
    effect: statusTexts.revokeEffect,
  },
};

export type ConfirmedAction = keyof typeof texts;

interface ConfirmStatusChangeProps {
  id: string;
  action: ConfirmedAction;
  isOpen: boolean;
  onClose: () => void;
}

/** Explains an action that shuts a user out, and runs it. */
export function ConfirmStatusChange({ id, action, isOpen, onClose }: ConfirmStatusChangeProps) {
  const change = useChangeStatus(id, { onDone: onClose });
  const { title, action: label, effect } = texts[action];

  function close() {
    change.reset();
    onClose();
  }

  return (
    <ConfirmDialog
      isOpen={isOpen}
      onOpenChange={(open) => !open && close()}
      title={title}
      action={label}
      isBusy={change.isPending}
      error={change.error ? errorMessage(change.error) : undefined}
      onConfirm={() => change.mutate({ action })}
    >
      <p className="font-mono text-ink">{id}</p>
      <p>{effect}</p>
    </ConfirmDialog>
  );
}
