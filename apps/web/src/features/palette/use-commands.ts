"use client";
import { FileUp, Keyboard, LogOut, Trash2, UserPlus } from "lucide-react";
import { startTransition } from "react";
import { useCan } from "@/features/access/access";
import { shortcutKeys } from "@/features/shortcuts/shortcuts";
import { navItems } from "@/features/shell/nav-items";
import { useGuardedPush } from "@/features/shell/use-guarded-push";
import { guardNavigation } from "@/features/shell/navigation-guard";
import { paletteTexts } from "@/features/palette/texts";
import { applyTheme, themes } from "@/features/theme/theme";
import { themeOptions } from "@/features/theme/theme-switch";
import type { Command } from "./command";

interface CommandsOptions {
  readonly onHelp: () => void;
  readonly signOut: () => Promise<void>;
}

/** The commands that are available on every page. */
export function useCommands({ onHelp, signOut }: CommandsOptions) {
  const push = useGuardedPush();
  const can = useCan();
  const pages = navItems.map(({ href, label, icon }): Command => ({
    id: `go ${href}`,
    label: paletteTexts.goTo(label),
    icon,
    keys: shortcutKeys(`go ${href}`),
    run: () => push(href),
  }));
  const more: readonly Command[] = [
    {
      id: "add",
      label: paletteTexts.addUser,
      icon: UserPlus,
      keys: shortcutKeys("add"),
      calls: "users.add",
      run: () => push("/add-user"),
    },
    {
      id: "import",
      label: paletteTexts.importUsers,
      icon: FileUp,
      calls: "users.import",
      run: () => push("/import"),
    },
    {
      id: "trash",
      label: paletteTexts.openTrash,
      icon: Trash2,
      run: () => push("/users?status=deleted"),
    },
    {
      id: "help",
      label: paletteTexts.shortcuts,
      icon: Keyboard,
      keys: shortcutKeys("help"),
      run: onHelp,
    },
    ...themes.map((theme): Command => ({
      id: `theme ${theme}`,
      label: paletteTexts.theme(themeOptions[theme].label),
      icon: themeOptions[theme].icon,
      run: () => applyTheme(theme),
    })),
    {
      id: "sign out",
      label: paletteTexts.signOut,
      icon: LogOut,
      run: () => guardNavigation(() => startTransition(signOut)),
    },
  ];
  return { pages, more: more.filter(({ calls }) => calls === undefined || can(calls)) };
}
