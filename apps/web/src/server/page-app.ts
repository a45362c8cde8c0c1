import "server-only";
import type { AdminInApp, AdminSession } from "@roster/api";
import { type App, includesRole } from "@roster/contract";
import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import type { Access } from "@/features/access/access";
import { APP_HEADER, LAST_APP_COOKIE } from "@/features/apps/app-path";
import { getHost } from "./page-host";
import { requireSession } from "./session";

/**
 * The administrator in the app of the requested page: the one in its URL, or else the one that this browser last
 * visited. Requires a session; an app that does not exist, or not for this administrator, shows the not-found page.
 * Without any app, a page says so.
 */
export const requireAdminInApp = cache(async (): Promise<AdminInApp> => {
  const session = await requireSession(); // first, so that a stranger cannot find out which apps exist
  const id = (await headers()).get(APP_HEADER);
  if (id === null) return (await enterLastApp(session)) ?? redirect("/no-apps");
  return (await tryToEnter(session, id)) ?? notFound();
});

export async function requireCurrentApp(): Promise<App> {
  return (await requireAdminInApp()).app;
}

/** What the administrator may do in the current app. */
export async function readAccess(): Promise<Access> {
  const { role, apps } = (await requireAdminInApp()).actor;
  const denied = getHost().procedures.filter(
    (procedure) => !includesRole(role, procedure.role) || (procedure.allApps && apps !== null),
  );
  return { role, denied: denied.map(({ path }) => path) };
}

/** The apps that the administrator can access. */
export async function listApps(): Promise<App[]> {
  const api = await getHost().getApi();
  return api.listApps(await requireSession());
}

/** The app that this browser last visited, or else the oldest one that the administrator can access. */
export async function enterLastApp(session: AdminSession): Promise<AdminInApp | undefined> {
  // The cookie is only a hint: its app may be removed or invented.
  const id = (await cookies()).get(LAST_APP_COOKIE)?.value;
  const last = id === undefined ? undefined : await tryToEnter(session, id);
  if (last) return last;
  const [oldest] = await (await getHost().getApi()).listApps(session);
  return oldest && tryToEnter(session, oldest.id);
}

async function tryToEnter(session: AdminSession, appId: string): Promise<AdminInApp | undefined> {
  const host = getHost();
  try {
    return await (await host.getApi()).enterApp(session, appId);
  } catch (error) {
    if (host.toFailure(error).code === "NOT_FOUND") return undefined;
    throw error;
  }
}
