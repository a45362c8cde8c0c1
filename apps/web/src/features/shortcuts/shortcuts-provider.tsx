"use client";
import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import { navItems } from "@/features/shell/nav-items";
import { useGuardedPush } from "@/features/shell/use-guarded-push";
import { OpenPaletteContext } from "./open-palette";
import { ariaKeyShortcuts, type ShortcutId } from "./shortcuts";
import { useShortcuts } from "./use-shortcuts";

const Palette = dynamic(
  () => import("@/features/palette/palette").then((module) => module.Palette),
  {
    ssr: false,
  },
);
const ShortcutsHelp = dynamic(
  () => import("./shortcuts-help").then((module) => module.ShortcutsHelp),
  {
    ssr: false,
  },
);

interface ShortcutsProviderProps {
  signOut: () => Promise<void>;
  children: ReactNode;
}

type Opened = "none" | "palette" | "help";

/** Handles the shortcuts, and loads the palette and the help when they are first opened. */
export function ShortcutsProvider({ signOut, children }: ShortcutsProviderProps) {
  const push = useGuardedPush();
  const [opened, setOpened] = useState<Opened>("none");
  const [loaded, setLoaded] = useState<readonly Opened[]>([]);

  function open(dialog: Opened) {
    if (!loaded.includes(dialog)) setLoaded([...loaded, dialog]);
    setOpened(dialog);
    return true;
  }

  useShortcuts((id: ShortcutId) => {
    if (id === "palette" || (id === "search" && !focusSearch())) return open("palette");
    if (id === "help") return open("help");
    if (id === "add") push("/add-user");
    const page = navItems.find(({ href }) => id === `go ${href}`);
    if (page) push(page.href);
    return true;
  });

  const close = () => setOpened("none");
  return (
    <OpenPaletteContext value={() => void open("palette")}>
      {children}
      {loaded.includes("palette") && (
        <Palette
          isOpen={opened === "palette"}
          onClose={close}
          onHelp={() => void open("help")}
          signOut={signOut}
        />
      )}
      {loaded.includes("help") && <ShortcutsHelp isOpen={opened === "help"} onClose={close} />}
    </OpenPaletteContext>
  );
}

/** Focuses the page's search box; false if it has none. */
function focusSearch(): boolean {
  const box = document.querySelector<HTMLInputElement>(
    `input[aria-keyshortcuts="${ariaKeyShortcuts("search") ?? ""}"]`,
  );
  box?.focus();
  box?.select();
  return box !== null;
}
