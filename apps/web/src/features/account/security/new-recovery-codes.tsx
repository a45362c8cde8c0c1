"use client";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { securityTexts as texts } from "./texts";

interface NewRecoveryCodesProps {
  /** Null: closed. */
  codes: readonly string[] | null;
  onClosed: () => void;
}

export function NewRecoveryCodes({ codes, onClosed }: NewRecoveryCodesProps) {
  return (
    <Dialog
      isOpen={codes !== null}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClosed();
      }}
      onClosed={() => {}}
      title={texts.codesTitle}
      description={texts.codesText}
    >
      <ul className="grid grid-cols-1 gap-1.5 rounded-lg border bg-surface p-4 font-mono text-sm sm:grid-cols-2">
        {codes?.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="mt-5 flex justify-end gap-2">
        <CopyButton text={codes?.join("\n") ?? ""} label={texts.copyCodes} />
        <Button variant="primary" onClick={onClosed}>
          {texts.done}
        </Button>
      </div>
    </Dialog>
  );
}
