import { shortcutsTexts } from "@/features/shortcuts/texts";
import { navItems } from "@/features/shell/nav-items";

/** What can be done by keys everywhere. */
export type ShortcutId = "palette" | "search" | "add" | "help" | `go ${string}`;

export interface Shortcut {
  readonly id: ShortcutId;
  /** Pressed one after the other; `Mod+` is Ctrl, or ⌘ on a Mac. */
  readonly keys: readonly string[];
  readonly label: string;
  /** Works while one types as well. */
  readonly worksWhileTyping?: boolean;
}

const PREFIX = "g";

/** All shortcuts there are: what listens for them and what lists them read this. */
export const shortcuts: readonly Shortcut[] = [
  { id: "palette", keys: ["Mod+k"], label: shortcutsTexts.palette, worksWhileTyping: true },
  { id: "search", keys: ["/"], label: shortcutsTexts.search },
  { id: "add", keys: ["n"], label: shortcutsTexts.add },
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

/** As `aria-keyshortcuts` spells them: it has no way to say that one key follows another. */
export function ariaKeyShortcuts(id: ShortcutId): string | undefined {
  const [key, ...more] = shortcutKeys(id);
  if (key === undefined || more.length > 0) return undefined;
  return key.startsWith("Mod+")
    ? `Control+${key.slice("Mod+".length)} Meta+${key.slice("Mod+".length)}`
    : key;
}
