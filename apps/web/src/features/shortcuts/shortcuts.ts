import type { ProcedurePath } from "@/features/access/access";
import { shortcutsTexts } from "@/features/shortcuts/texts";
import { navItems } from "@/features/shell/nav-items";

/** An action with a shortcut on every page. */
export type ShortcutId = "palette" | "search" | "add" | "help" | `go ${string}`;

export interface Shortcut {
  readonly id: ShortcutId;
  /** Pressed one after another; `Mod+` means Ctrl, or ⌘ on a Mac. */
  readonly keys: readonly string[];
  readonly label: string;
  readonly worksWhileTyping?: boolean;
  /** What it is for; it does nothing for administrators who may not call it. */
  readonly calls?: ProcedurePath;
}

const PREFIX = "g";

/** All shortcuts, for the handler and the help. */
export const shortcuts: readonly Shortcut[] = [
  { id: "palette", keys: ["Mod+k"], label: shortcutsTexts.palette, worksWhileTyping: true },
  { id: "search", keys: ["/"], label: shortcutsTexts.search },
  { id: "add", keys: ["n"], label: shortcutsTexts.add, calls: "users.add" },
  { id: "help", keys: ["?"], label: shortcutsTexts.help },
  ...navItems.map(({ href, label, key }): Shortcut => ({
    id: `go ${href}`,
    keys: [PREFIX, key],
    label: shortcutsTexts.goTo(label),
  })),
];

export function shortcutKeys(id: ShortcutId): readonly string[] {
  return shortcuts.find((shortcut) => shortcut.id === id)?.keys ?? [];
}

/** In the format of `aria-keyshortcuts`, which cannot express sequences. */
export function ariaKeyShortcuts(id: ShortcutId): string | undefined {
  const [key, ...more] = shortcutKeys(id);
  if (key === undefined || more.length > 0) return undefined;
  return key.startsWith("Mod+")
    ? `Control+${key.slice("Mod+".length)} Meta+${key.slice("Mod+".length)}`
    : key;
}
