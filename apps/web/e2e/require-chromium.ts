import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Debian's Chromium: Playwright's own download is not always available. */
export const chromiumPath = process.env["ROSTER_CHROMIUM"] || "/usr/bin/chromium";

const built = fileURLToPath(new URL("../.next/BUILD_ID", import.meta.url));

/** Fails with instructions if the tests cannot run. */
export function setup(): void {
  if (!existsSync(chromiumPath)) {
    throw new Error(
      `${chromiumPath} not found: run apt-get install chromium, or set ROSTER_CHROMIUM to another Chromium`,
    );
  }
  if (!existsSync(built))
    throw new Error("The dashboard is not built: run npx -y pnpm@10 turbo run test:browser");
}
