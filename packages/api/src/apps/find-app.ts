import { AppError, type App } from "@roster/contract";
import type { Database } from "@roster/db";
import { toApp } from "./to-app.js";

/** @throws AppError NOT_FOUND */
export async function findApp({ apps }: Database, id: string): Promise<App> {
  const row = await apps.get(id);
  if (!row) throw appNotFound(id);
  return toApp(row);
}

export function appNotFound(id: string): AppError {
  return new AppError("NOT_FOUND", `There is no app ${id}`, { details: { id } });
}
