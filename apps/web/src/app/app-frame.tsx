import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { AccessProvider } from "@/features/access/access";
import { CurrentAppProvider } from "@/features/apps/current-app";
import { Shell } from "@/features/shell/shell";
import { THEME_COOKIE, parseTheme } from "@/features/theme/theme";
import { listApps, readAccess, requireCurrentApp } from "@/server/page-app";
import { signOut } from "@/server/sign-in";

/** The current app and the shell around a page. Requires a session. */
export async function AppFrame({ children }: { children: ReactNode }) {
  const app = await requireCurrentApp();
  const [apps, access] = await Promise.all([listApps(), readAccess()]);
  const theme = parseTheme((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <CurrentAppProvider app={app}>
      <AccessProvider value={access}>
        <Shell apps={apps} theme={theme} signOut={signOut}>
          {children}
        </Shell>
      </AccessProvider>
    </CurrentAppProvider>
  );
}
