import "server-only";
import type { AdminSession, NewSession, SignInClient } from "@roster/api";
import { CLIENT_ADDRESS_HEADER, privateCookie } from "@roster/http";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { getHost } from "./page-host";

const SESSION_COOKIE = "roster_session";
/** Grants nothing: it keeps other people's wrong guesses from locking out this browser. */
const BROWSER_COOKIE = "roster_browser";

export async function readSession(): Promise<string | undefined> {
  return readCookie(SESSION_COOKIE);
}

/** The administrator's session, if this request has one. */
const findSession = cache(async (): Promise<AdminSession | undefined> => {
  const token = await readSession();
  return token === undefined ? undefined : (await getHost().getApi()).adminSessions.use(token);
});

/** Whether this request has an administrator's session. */
export async function isSignedIn(): Promise<boolean> {
  return (await findSession()) !== undefined;
}

/** Every page calls it first, because layouts are not rendered again on navigation. */
export async function requireSession(): Promise<AdminSession> {
  return (await findSession()) ?? redirect("/sign-in");
}

/** The origin of this request, for the limits of sign-in and the audit log. */
export async function readClient(): Promise<SignInClient> {
  const given = await headers();
  return {
    address: given.get(CLIENT_ADDRESS_HEADER) ?? "", // set by start.ts
    userAgent: given.get("user-agent") ?? "",
    deviceCookie: await readCookie(BROWSER_COOKIE),
  };
}

/** Sets the cookies of a new session. */
export async function keepSession({ token, deviceCookie }: NewSession): Promise<void> {
  const { adminSessions } = await getHost().getApi();
  const earlier = await readSession();
  if (earlier !== undefined) await adminSessions.signOut(earlier);
  await writeCookie(SESSION_COOKIE, token, adminSessions.lifetimeSeconds);
  if (deviceCookie === undefined) return;
  await writeCookie(BROWSER_COOKIE, deviceCookie, adminSessions.deviceCookieSeconds);
}

export async function closeSession(): Promise<void> {
  const token = await readSession();
  if (token !== undefined) await (await getHost().getApi()).adminSessions.signOut(token);
  await writeCookie(SESSION_COOKIE, "", 0);
}

export async function readCookie(name: string): Promise<string | undefined> {
  const cookie = privateCookie(name, await forwardedProto());
  return (await cookies()).get(cookie.name)?.value;
}

export async function writeCookie(name: string, value: string, maxAge: number): Promise<void> {
  const cookie = privateCookie(name, await forwardedProto());
  (await cookies()).set(cookie.name, value, { ...cookie.attributes, maxAge });
}

async function forwardedProto(): Promise<string | null> {
  return (await headers()).get("x-forwarded-proto");
}
