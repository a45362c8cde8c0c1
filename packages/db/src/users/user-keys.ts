import { join, type Sql, sqltag as sql } from "@prisma/client/runtime/client";

export interface UserKey {
  readonly appId: string;
  readonly id: string;
}

/** Unique: an app id contains no space. */
export const keyOf = ({ appId, id }: UserKey) => `${appId} ${id}`;

/** The ids of each app. */
export function idsByApp(keys: readonly UserKey[]): ReadonlyMap<string, readonly string[]> {
  const byApp = new Map<string, string[]>();
  for (const { appId, id } of keys) {
    const ids = byApp.get(appId);
    if (ids) ids.push(id);
    else byApp.set(appId, [id]);
  }
  return byApp;
}

/** Whether a row of `users` has one of these keys, by `isOneOf` of a dialect: one constant condition for each app. */
export function isAmong(
  isOneOf: (appId: string, ids: readonly string[]) => Sql,
  keys: readonly UserKey[],
): Sql {
  const conditions = [...idsByApp(keys)].map(([appId, ids]) => isOneOf(appId, ids));
  return sql`(${join(conditions, " OR ")})`;
}

/** Concurrent writers must lock the same rows in the same order, or PostgreSQL reports a deadlock. */
export function byKey(a: UserKey, b: UserKey): number {
  if (a.appId !== b.appId) return a.appId < b.appId ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
