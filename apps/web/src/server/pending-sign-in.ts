import "server-only";
import { getHost } from "./page-host";
import { readCookie, writeCookie } from "./session";

const PENDING_COOKIE = "roster_pending";

/** The sign-in that this browser has begun, encrypted. It opens nothing. */
export const readPending = () => readCookie(PENDING_COOKIE);

export const clearPending = () => writeCookie(PENDING_COOKIE, "", 0);

export async function writePending(pendingToken: string): Promise<void> {
  const { secondFactors } = await getHost().getApi();
  await writeCookie(PENDING_COOKIE, pendingToken, secondFactors.pendingSeconds);
}

/** What the second step offers; undefined if the password must be entered first. */
export async function describePending() {
  const { secondFactors } = await getHost().getApi();
  return secondFactors.describe(await readPending());
}
