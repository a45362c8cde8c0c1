"use client";
import { useEffect, useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { shellTexts } from "@/texts/shell";
import { watchLeaving } from "./watch-leaving";

/** Asks before unsaved work is left: by a link, by the browser's way back, by closing or reloading. */
export function UnsavedGuard({ isUnsaved }: { isUnsaved: boolean }) {
  const [leave, setLeave] = useState<() => void>();

  useEffect(() => {
    if (!isUnsaved) return undefined;
    return watchLeaving((go) => setLeave(() => go));
  }, [isUnsaved]);

  return (
    <ConfirmDialog
      isOpen={leave !== undefined}
      onOpenChange={(isOpen) => !isOpen && setLeave(undefined)}
      title={shellTexts.unsaved.title}
      action={shellTexts.unsaved.leave}
      isBusy={false}
      error={undefined}
      onConfirm={() => {
        setLeave(undefined);
        leave?.();
      }}
    >
      <p>{shellTexts.unsaved.lost}</p>
    </ConfirmDialog>
  );
}
