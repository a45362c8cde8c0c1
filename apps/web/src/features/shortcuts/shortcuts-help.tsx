"use client";
import { Dialog } from "@/components/ui/dialog";
import { shortcutsTexts } from "@/features/shortcuts/texts";
import { ShortcutKeys } from "./shortcut-keys";
import type { Shortcut } from "./shortcuts";
import { useAllowedShortcuts } from "./use-shortcuts";

type ListedShortcut = Pick<Shortcut, "keys" | "label">;

/** Handled by `useRowKeys`. */
const rowShortcuts: readonly ListedShortcut[] = [
  { keys: ["j"], label: shortcutsTexts.nextRow },
  { keys: ["k"], label: shortcutsTexts.previousRow },
  { keys: [shortcutsTexts.escape], label: shortcutsTexts.close },
];

interface ShortcutsHelpProps {
  isOpen: boolean;
  onClose: () => void;
}

/** The list of shortcuts. */
export function ShortcutsHelp({ isOpen, onClose }: ShortcutsHelpProps) {
  const shortcuts = useAllowedShortcuts();
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      onClosed={() => {}}
      title={shortcutsTexts.title}
      description={shortcutsTexts.description}
    >
      <ShortcutList name={shortcutsTexts.list} items={shortcuts} />
      <h3 className="mt-5 mb-1 text-sm font-semibold">{shortcutsTexts.rowList}</h3>
      <ShortcutList name={shortcutsTexts.rowList} items={rowShortcuts} />
    </Dialog>
  );
}

function ShortcutList({ name, items }: { name: string; items: readonly ListedShortcut[] }) {
  return (
    <dl aria-label={name} className="divide-y text-sm">
      {items.map(({ keys, label }) => (
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
