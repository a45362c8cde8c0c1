import "server-only";
import type { NewSession } from "@roster/api";
import type { Route } from "next";
import { appPath } from "@/features/apps/app-path";
import { enterLastApp } from "./page-app";
import { getHost } from "./page-host";
import { keepSession } from "./session";

/** Gives the browser a new session. Returns where to go: an app that the administrator can access. */
export async function startSession(session: NewSession): Promise<Route> {
  await keepSession(session);
  const { adminSessions } = await getHost().getApi();
  const active = await adminSessions.use(session.token);
  const entered = active && (await enterLastApp(active));
  return entered ? appPath(entered.app.id, "/users") : "/no-apps";
}
