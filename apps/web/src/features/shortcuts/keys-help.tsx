"use client";
import { Dialog } from "@/components/ui/dialog";
import { keysTexts } from "@/features/shortcuts/texts";
import { KeyNames } from "./key-names";
import { type Shortcut, shortcuts } from "./shortcuts";

type ListedKey = Pick<Shortcut, "keys" | "label">;

/** What `useRowKeys` listens for, which alone knows the rows. */
const rowKeys: readonly ListedKey[] = [
  { keys: ["j"], label: keysTexts.below },
  { keys: ["k"], label: keysTexts.above },
  { keys: [keysTexts.escape], label: keysTexts.close },
];

interface KeysHelpProps {
  isOpen: boolean;
  onClose: () => void;
}

/** The lists of keys. */
export function KeysHelp({ isOpen, onClose }: KeysHelpProps) {
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      onClosed={() => {}}
      title={keysTexts.title}
      description={keysTexts.description}
    >
      <KeyList name={keysTexts.list} listed={shortcuts} />
      <h3 className="mt-5 mb-1 text-sm font-semibold">{keysTexts.rowList}</h3>
      <KeyList name={keysTexts.rowList} listed={rowKeys} />
    </Dialog>
  );
}

function KeyList({ name, listed }: { name: string; listed: readonly ListedKey[] }) {
  return (
    <dl aria-label={name} className="divide-y text-sm">
      {listed.map(({ keys, label }) => (
        <div key={label} className="flex items-center justify-between gap-4 py-2">
          <dt>{label}</dt>
          <dd>
            <KeyNames keys={keys} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
