import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { getHost } from "./page-host";

const SESSION_COOKIE = "roster_session";
/** Opens nothing: it keeps others' wrong guesses from locking this browser's owner out. */
const BROWSER_COOKIE = "roster_browser";

export async function readSession(): Promise<string | undefined> {
  return readCookie(SESSION_COOKIE);
}

/** The id of the administrator's session, where this request is of one. */
const findSession = cache(async (): Promise<string | undefined> => {
  const token = await readSession();
  return token === undefined ? undefined : (await getHost().getApi()).adminSessions.use(token);
});

/** Whether this request comes from the administrator. */
export async function isSignedIn(): Promise<boolean> {
  return (await findSession()) !== undefined;
}

/** Every page begins with it: a layout is not asked again when one goes from page to page. Returns its id. */
export async function requireSession(): Promise<string> {
  return (await findSession()) ?? redirect("/sign-in");
}

/** @throws AppError UNAUTHENTICATED for a wrong password, RATE_LIMITED after too many. */
export async function openSession(password: string): Promise<void> {
  const { adminSessions } = await getHost().getApi();
  const given = await headers();
  const { token, deviceCookie } = await adminSessions.signIn(password, {
    address: given.get("x-roster-address") ?? "", // start.ts has put it there
    userAgent: given.get("user-agent") ?? "",
    deviceCookie: await readCookie(BROWSER_COOKIE),
  });
  await writeCookie(SESSION_COOKIE, token, adminSessions.lifetimeSeconds);
  await writeCookie(BROWSER_COOKIE, deviceCookie, adminSessions.deviceCookieSeconds);
}

export async function closeSession(): Promise<void> {
  const token = await readSession();
  if (token !== undefined) await (await getHost().getApi()).adminSessions.signOut(token);
  await writeCookie(SESSION_COOKIE, "", 0);
}

async function readCookie(name: string): Promise<string | undefined> {
  const { prefix } = await connection();
  return (await cookies()).get(prefix + name)?.value;
}

async function writeCookie(name: string, value: string, maxAge: number): Promise<void> {
  const { prefix, isHttps: secure } = await connection();
  const options = { httpOnly: true, sameSite: "lax", secure, path: "/", maxAge } as const;
  (await cookies()).set(prefix + name, value, options);
}

/** Any proxy's word is taken for HTTPS: who lies makes the own cookies stricter, and nobody else's. */
async function connection() {
  const isHttps = (await headers()).get("x-forwarded-proto")?.split(",")[0]?.trim() === "https";
  // A browser takes the prefix from this very host by HTTPS alone: no neighbour can plant the cookie.
  return { isHttps, prefix: isHttps ? "__Host-" : "" };
}
