import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { getHost } from "./host";

const COOKIE = "roster_session";

export async function readSession(): Promise<string | undefined> {
  return (await cookies()).get(COOKIE)?.value;
}

/** Whether this request comes from the administrator. */
export async function isSignedIn(): Promise<boolean> {
  const token = await readSession();
  return token !== undefined && (await getHost().getApi()).adminSessions.isOpen(token);
}

/** Every page begins with it: a layout is not asked again when one goes from page to page. */
export async function requireSession(): Promise<void> {
  if (!(await isSignedIn())) redirect("/sign-in");
}

/** @throws AppError UNAUTHENTICATED for a wrong password. */
export async function openSession(password: string): Promise<void> {
  const { adminSessions } = await getHost().getApi();
  const token = await adminSessions.signIn(password);
  const isHttps = (await headers()).get("x-forwarded-proto") === "https";
  (await cookies()).set(COOKIE, token, {
    httpOnly: true,
    sameSite: "lax",
    secure: isHttps,
    path: "/",
    maxAge: adminSessions.lifetimeSeconds,
  });
}

export async function closeSession(): Promise<void> {
  const token = await readSession();
  if (token !== undefined) await (await getHost().getApi()).adminSessions.signOut(token);
  (await cookies()).delete(COOKIE);
}
