import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { requireSession } from "@/app/_server/session";
import { signOut } from "@/app/_server/sign-in";
import { Shell } from "@/shell/shell";
import { THEME_COOKIE, toTheme } from "@/theme/theme";

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  await requireSession();
  const theme = toTheme((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <Shell theme={theme} signOut={signOut}>
      {children}
    </Shell>
  );
}
