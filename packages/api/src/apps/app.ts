import { type App, AppError, HistoryMode, UserReads } from "@roster/contract";
import { type AppRow, type Database, parsePublicFields, toTimestamp } from "@roster/db";
import { asAdmin, canAccess } from "../auth/access.js";
import type { Actor } from "../auth/actor.js";

/** @throws AppError NOT_FOUND */
export async function findApp({ apps }: Database, id: string): Promise<App> {
  const row = await apps.get(id);
  if (!row) throw appNotFound(id);
  return toApp(row);
}

/** For a call about another app than the caller's. @throws AppError NOT_FOUND */
export function assertAccess(actor: Actor, id: string): void {
  if (!canAccess(asAdmin(actor), id)) throw appNotFound(id);
}

export function toApp({ id, name, createdAt, history, userReads, publicFields }: AppRow): App {
  return {
    id,
    name,
    createdAt: toTimestamp(createdAt),
    history: HistoryMode.parse(history),
    userReads: UserReads.parse(userReads),
    publicFields: parsePublicFields(publicFields),
  };
}

export function appNotFound(id: string): AppError {
  return new AppError("NOT_FOUND", `There is no app ${id}`, { details: { id } });
}
