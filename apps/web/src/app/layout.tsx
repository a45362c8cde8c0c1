import "@fontsource-variable/geist-mono/wght.css";
import "@fontsource-variable/hanken-grotesk/wght.css";
import "./globals.css";
import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { Providers } from "@/features/shell/providers";
import { THEME_COOKIE, parseTheme } from "@/features/theme/theme";
import { componentTexts } from "@/components/texts";
import { shellTexts } from "@/features/shell/texts";

export const metadata: Metadata = {
  title: { default: componentTexts.name, template: `%s · ${componentTexts.name}` },
  description: shellTexts.description,
  robots: { index: false, follow: false },
};

export const viewport: Viewport = { colorScheme: "light dark" };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = parseTheme((await cookies()).get(THEME_COOKIE)?.value);
  const nonce = (await headers()).get("x-nonce") ?? "";
  return (
    <html lang="en" data-theme={theme}>
      <body className="isolate min-h-dvh">
        <Providers nonce={nonce}>{children}</Providers>
      </body>
    </html>
  );
}
