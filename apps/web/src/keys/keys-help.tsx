"use client";
import { Dialog } from "@/components/ui/dialog";
import { keysTexts } from "@/texts/keys";
import { KeyNames } from "./key-names";
import { shortcuts } from "./shortcuts";

interface KeysHelpProps {
  isOpen: boolean;
  onClose: () => void;
}

/** The list of keys. */
export function KeysHelp({ isOpen, onClose }: KeysHelpProps) {
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      onClosed={() => {}}
      title={keysTexts.title}
      description={keysTexts.description}
    >
      <dl aria-label={keysTexts.list} className="divide-y text-sm">
        {shortcuts.map(({ id, keys, label }) => (
          <div key={id} className="flex items-center justify-between gap-4 py-2">
            <dt>{label}</dt>
            <dd>
              <KeyNames keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
