"use client";
import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import { navItems } from "@/features/shell/nav-items";
import { useGuardedPush } from "@/features/shell/use-guarded-push";
import { focusSearch } from "./focus-search";
import { OpenPaletteContext } from "./open-palette";
import type { ShortcutId } from "./shortcuts";
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

/** Listens for the keys, and loads what they open when it is first asked for. */
export function ShortcutsProvider({ signOut, children }: ShortcutsProviderProps) {
  const go = useGuardedPush();
  const [opened, setOpened] = useState<Opened>("none");
  const [isNeeded, setNeeded] = useState<readonly Opened[]>([]);

  function open(which: Opened) {
    if (!isNeeded.includes(which)) setNeeded([...isNeeded, which]);
    setOpened(which);
    return true;
  }

  useShortcuts((id: ShortcutId) => {
    if (id === "palette" || (id === "search" && !focusSearch())) return open("palette");
    if (id === "help") return open("help");
    if (id === "add") go("/add-user");
    const page = navItems.find(({ href }) => id === `go ${href}`);
    if (page) go(page.href);
    return true;
  });

  const close = () => setOpened("none");
  return (
    <OpenPaletteContext value={() => void open("palette")}>
      {children}
      {isNeeded.includes("palette") && (
        <Palette
          isOpen={opened === "palette"}
          onClose={close}
          onHelp={() => void open("help")}
          signOut={signOut}
        />
      )}
      {isNeeded.includes("help") && <ShortcutsHelp isOpen={opened === "help"} onClose={close} />}
    </OpenPaletteContext>
  );
}
