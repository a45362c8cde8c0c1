import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { CurrentAppProvider } from "@/features/apps/current-app";
import { Shell } from "@/features/shell/shell";
import { THEME_COOKIE, parseTheme } from "@/features/theme/theme";
import { listApps, requireCurrentApp } from "@/server/page-app";
import { signOut } from "@/server/sign-in";

/** The current app and the shell around a page. Requires a session. */
export async function AppFrame({ children }: { children: ReactNode }) {
  const app = await requireCurrentApp();
  const apps = await listApps(app);
  const theme = parseTheme((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <CurrentAppProvider app={app}>
      <Shell apps={apps} theme={theme} signOut={signOut}>
        {children}
      </Shell>
    </CurrentAppProvider>
  );
}
