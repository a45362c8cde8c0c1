"use client";
import { useEffect, useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { shellTexts } from "@/features/shell/texts";
import { blockNavigation } from "./navigation-guard";

interface UnsavedChangesGuardProps {
  isUnsaved: boolean;
  /** The question; by default, about unsaved changes. */
  texts?: { readonly title: string; readonly lost: string; readonly leave: string };
}

/** Asks before unsaved work is lost through a link, the back button, or closing or reloading the page. */
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
