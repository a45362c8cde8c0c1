import "server-only";
import { type App, includesRole } from "@roster/contract";
import { cookies, headers } from "next/headers";
import { notFound } from "next/navigation";
import { cache } from "react";
import type { Access } from "@/features/access/access";
import { APP_HEADER, LAST_APP_COOKIE } from "@/features/apps/app-path";
import { getHost } from "./page-host";
import { requireSession } from "./session";

/**
 * The app of the requested page: the one in its URL, or else the one that this browser last visited. Requires a
 * session; an unknown app shows the not-found page.
 */
export const requireCurrentApp = cache(async (): Promise<App> => {
  await requireSession(); // first, so that a stranger cannot find out which apps exist
  const id = (await headers()).get(APP_HEADER);
  if (id === null) return findLastApp();
  return (await findApp(id)) ?? notFound();
});

/** What the signed-in administrator may do in this app. */
export async function readAccess(app: App): Promise<Access> {
  const host = getHost();
  const { caller } = await host.createAdminContext({ app, sessionId: await requireSession() });
  const role = caller.actor?.kind === "admin" ? caller.actor.role : "viewer";
  const denied = host.procedures.filter((procedure) => !includesRole(role, procedure.role));
  return { role, denied: denied.map(({ path }) => path) };
}

/** All apps, as the administrator sees them from the current one. */
export async function listApps(app: App): Promise<App[]> {
  const host = getHost();
  const api = await host.getApi();
  const context = await host.createAdminContext({ app, sessionId: await requireSession() });
  const { apps } = await api.createCaller(context).apps.list();
  return apps;
}

/** The cookie is only a hint: its app may be removed or invented. */
async function findLastApp(): Promise<App> {
  const id = (await cookies()).get(LAST_APP_COOKIE)?.value;
  const last = id === undefined ? undefined : await findApp(id);
  const host = getHost();
  return last ?? host.findApp(host.firstAppId);
}

async function findApp(id: string): Promise<App | undefined> {
  const host = getHost();
  try {
    return await host.findApp(id);
  } catch (error) {
    if (host.toFailure(error).code === "NOT_FOUND") return undefined;
    throw error;
  }
}
