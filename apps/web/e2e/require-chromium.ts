import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Debian's; Playwright's own download is not relied on. */
export const chromiumPath = process.env["ROSTER_CHROMIUM"] || "/usr/bin/chromium";

const built = fileURLToPath(new URL("../.next/BUILD_ID", import.meta.url));

/** Says so, and fails, where the tests cannot run. */
export function setup(): void {
  if (!existsSync(chromiumPath)) {
    throw new Error(
      `There is no ${chromiumPath}: apt-get install chromium, or name another in ROSTER_CHROMIUM`,
    );
  }
  if (!existsSync(built)) throw new Error("The dashboard is not built: run pnpm test:browser");
}
