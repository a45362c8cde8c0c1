import type { App } from "@roster/contract";
import type { AppRow, Database } from "@roster/db";
import { appNotFound, findApp } from "../apps/app.js";
import { canAccess } from "../auth/access.js";
import type { AdminActor } from "../auth/actor.js";
import { toAdminActor } from "./admin-actor.js";
import type { AdminSession } from "./sessions.js";

/** An administrator who works in an app, and that app. */
export interface AdminInApp {
  readonly app: App;
  readonly actor: AdminActor;
}

/** @throws AppError NOT_FOUND if there is no such app, or not for this administrator. */
export async function enterApp(
  database: Database,
  { id: sessionId, admin }: AdminSession,
  appId: string,
): Promise<AdminInApp> {
  const { role, apps } = admin;
  if (!canAccess({ apps }, appId)) throw appNotFound(appId);
  const app = await findApp(database, appId);
  const { id: adminId, name: adminName } = toAdminActor(admin);
  return { app, actor: { kind: "admin", appId, adminId, adminName, role, apps, sessionId } };
}

/** The apps that this administrator can access, oldest first. */
export async function listAppsOf(
  { apps }: Database,
  admin: Pick<AdminActor, "apps">,
): Promise<AppRow[]> {
  const rows = await apps.list();
  return rows.filter(({ id }) => canAccess(admin, id));
}
