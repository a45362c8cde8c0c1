"use client";
import { useEffect, useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { shellTexts } from "@/features/shell/texts";
import { blockNavigation } from "./navigation-guard";

interface UnsavedChangesGuardProps {
  isUnsaved: boolean;
  /** What is asked; by default, about changes that are not saved. */
  texts?: { readonly title: string; readonly lost: string; readonly leave: string };
}

/** Asks before unsaved work is left: by a link, by the browser's way back, by closing or reloading. */
export function UnsavedChangesGuard({
  isUnsaved,
  texts = shellTexts.unsaved,
}: UnsavedChangesGuardProps) {
  const [leave, setLeave] = useState<() => void>();

  useEffect(() => {
    if (!isUnsaved) return undefined;
    return blockNavigation((go) => setLeave(() => go));
  }, [isUnsaved]);

  return (
    <ConfirmDialog
      isOpen={leave !== undefined}
      onOpenChange={(isOpen) => !isOpen && setLeave(undefined)}
      title={texts.title}
      action={texts.leave}
      isBusy={false}
      error={undefined}
      onConfirm={() => {
        setLeave(undefined);
        leave?.();
      }}
    >
      <p>{texts.lost}</p>
    </ConfirmDialog>
  );
}
