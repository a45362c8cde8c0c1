import type { App } from "@roster/contract";
import { LogOut } from "lucide-react";
import type { ReactNode } from "react";
import { Logo } from "@/components/logo";
import { Button } from "@/components/ui/button";
import { AppLink } from "@/features/apps/app-link";
import { AppSwitcher } from "@/features/apps/app-switcher";
import type { Theme } from "@/features/theme/theme";
import { ShortcutsProvider } from "@/features/shortcuts/shortcuts-provider";
import { OpenPaletteButton, OpenPaletteIcon } from "@/features/shortcuts/open-palette";
import { ThemeSwitch } from "@/features/theme/theme-switch";
import { shellTexts } from "@/features/shell/texts";
import { RestoreFocus } from "./restore-focus";
import { MenuSheet } from "./menu-sheet";
import { AccountLinks, NavLinks } from "./nav-links";

interface ShellProps {
  apps: readonly App[];
  theme: Theme;
  signOut: () => Promise<void>;
  children: ReactNode;
}

/** The frame of every page: a sidebar, or a top bar with a menu sheet on a phone. */
export function Shell({ apps, theme, signOut, children }: ShellProps) {
  const footer = (
    <div className="grid gap-3">
      <AccountLinks />
      <div className="flex items-center justify-between gap-2">
        <ThemeSwitch initial={theme} />
        <SignOutButton signOut={signOut} />
      </div>
    </div>
  );
  return (
    <ShortcutsProvider signOut={signOut}>
      <RestoreFocus />
      <div className="lg:grid lg:min-h-dvh lg:grid-cols-[15.5rem_minmax(0,1fr)]">
        <a
          href="#main"
          className="fixed top-2 left-2 z-50 -translate-y-16 rounded-lg bg-accent px-3 py-2 text-sm font-medium text-on-accent focus:translate-y-0"
        >
          {shellTexts.skip}
        </a>
        <aside className="sticky top-0 hidden h-dvh flex-col border-r px-3 pt-5 pb-4 lg:flex">
          <div className="px-2">
            <HomeLink />
          </div>
          <div className="mt-6 grid gap-2">
            <AppSwitcher initial={apps} />
            <OpenPaletteButton />
          </div>
          <nav aria-label={shellTexts.main} className="mt-4 flex-1">
            <NavLinks />
          </nav>
          <div className="px-1">{footer}</div>
        </aside>
        <header className="sticky top-0 z-20 flex h-14 items-center justify-between border-b bg-canvas px-4 lg:hidden">
          <HomeLink />
          <div className="flex items-center gap-1">
            <OpenPaletteIcon />
            <MenuSheet header={<AppSwitcher initial={apps} />} footer={footer} />
          </div>
        </header>
        <main
          id="main"
          tabIndex={-1}
          className="mx-auto w-full max-w-[76rem] min-w-0 px-4 pt-7 pb-20 outline-none sm:px-8 lg:px-10 lg:pt-10"
        >
          {children}
        </main>
      </div>
    </ShortcutsProvider>
  );
}

function HomeLink() {
  return (
    <AppLink href="/users" aria-label={shellTexts.home} className="inline-flex rounded-lg">
      <Logo />
    </AppLink>
  );
}

function SignOutButton({ signOut }: { signOut: () => Promise<void> }) {
  return (
    <form action={signOut}>
      <Button type="submit" variant="ghost" size="small">
        <LogOut aria-hidden />
        {shellTexts.signOut}
      </Button>
    </form>
  );
}
