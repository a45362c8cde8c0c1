"use client";
import { Search } from "lucide-react";
import { createContext, useContext } from "react";
import { Button } from "@/components/ui/button";
import { shortcutsTexts } from "@/features/shortcuts/texts";
import { ShortcutKeys } from "./shortcut-keys";
import { ariaKeyShortcuts, shortcutKeys } from "./shortcuts";

export const OpenPaletteContext = createContext(() => {});

/** Looks like a search box, and shows the shortcut. */
export function OpenPaletteButton() {
  const open = useContext(OpenPaletteContext);
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-keyshortcuts={ariaKeyShortcuts("palette")}
      onClick={open}
      className="flex h-9 w-full items-center gap-2 rounded-lg border bg-surface px-2.5 text-sm text-muted transition-colors hover:border-line-strong hover:text-ink"
    >
      <Search className="size-4" aria-hidden />
      <span className="flex-1 text-left">{shortcutsTexts.openPalette}</span>
      <span aria-hidden>
        <ShortcutKeys keys={shortcutKeys("palette")} />
      </span>
    </button>
  );
}

/** For the top bar on a phone. */
export function OpenPaletteIcon() {
  const open = useContext(OpenPaletteContext);
  return (
    <Button
      variant="ghost"
      size="icon"
      aria-label={shortcutsTexts.openPalette}
      aria-haspopup="dialog"
      onClick={open}
    >
      <Search aria-hidden />
    </Button>
  );
}
