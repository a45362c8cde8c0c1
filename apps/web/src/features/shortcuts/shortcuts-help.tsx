"use client";
import { Dialog } from "@/components/ui/dialog";
import { shortcutsTexts } from "@/features/shortcuts/texts";
import { ShortcutKeys } from "./shortcut-keys";
import { type Shortcut, shortcuts } from "./shortcuts";

type ListedShortcut = Pick<Shortcut, "keys" | "label">;

/** What `useRowKeys` listens for, which alone knows the rows. */
const rowShortcuts: readonly ListedShortcut[] = [
  { keys: ["j"], label: shortcutsTexts.below },
  { keys: ["k"], label: shortcutsTexts.above },
  { keys: [shortcutsTexts.escape], label: shortcutsTexts.close },
];

interface ShortcutsHelpProps {
  isOpen: boolean;
  onClose: () => void;
}

/** The lists of keys. */
export function ShortcutsHelp({ isOpen, onClose }: ShortcutsHelpProps) {
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      onClosed={() => {}}
      title={shortcutsTexts.title}
      description={shortcutsTexts.description}
    >
      <ShortcutList name={shortcutsTexts.list} listed={shortcuts} />
      <h3 className="mt-5 mb-1 text-sm font-semibold">{shortcutsTexts.rowList}</h3>
      <ShortcutList name={shortcutsTexts.rowList} listed={rowShortcuts} />
    </Dialog>
  );
}

function ShortcutList({ name, listed }: { name: string; listed: readonly ListedShortcut[] }) {
  return (
    <dl aria-label={name} className="divide-y text-sm">
      {listed.map(({ keys, label }) => (
        <div key={label} className="flex items-center justify-between gap-4 py-2">
          <dt>{label}</dt>
          <dd>
            <ShortcutKeys keys={keys} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
