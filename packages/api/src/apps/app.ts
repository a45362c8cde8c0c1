import { type App, AppError, HistoryMode } from "@roster/contract";
import { type AppRow, type Database, toTimestamp } from "@roster/db";

/** @throws AppError NOT_FOUND */
export async function findApp({ apps }: Database, id: string): Promise<App> {
  const row = await apps.get(id);
  if (!row) throw appNotFound(id);
  return toApp(row);
}

export function toApp({ id, name, createdAt, history }: AppRow): App {
  return { id, name, createdAt: toTimestamp(createdAt), history: HistoryMode.parse(history) };
}

export function appNotFound(id: string): AppError {
  return new AppError("NOT_FOUND", `There is no app ${id}`, { details: { id } });
}
