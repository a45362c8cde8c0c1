import { type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import type { DialectSql } from "../dialects/dialect.js";
import { isAmong, keyOf, type UserKey } from "../users/user-keys.js";

/** A user whose id the logs no longer have. */
export interface ErasedUser extends UserKey {
  readonly erasedId: string;
}

/**
 * Replaces the ids of users in the change log and the audit events, where they are the subject and where they acted
 * themselves. What is particular to an event about them is removed.
 */
export function eraseIds(dialect: DialectSql, users: readonly ErasedUser[]): readonly Sql[] {
  const json = JSON.stringify(
    Object.fromEntries(users.map((user) => [keyOf(user), user.erasedId])),
  );
  const erased = (id: Sql) => dialect.textAt(json, sql`(app_id || ' ' || ${id})`);
  const has = (id: Sql) => isAmong((appId, ids) => dialect.isChangeOf(appId, ids, id), users);
  const [userId, actorId] = [sql`user_id`, sql`actor_id`];
  const onBehalfOf = sql`on_behalf_of = CASE WHEN on_behalf_of = user_id THEN ${erased(userId)}
    ELSE on_behalf_of END`;
  const acted = sql`actor_kind = 'user' AND ${has(actorId)}`;
  return [
    sql`UPDATE changes SET actor_id = ${erased(actorId)} WHERE ${acted}`,
    sql`UPDATE changes SET user_id = ${erased(userId)}, ${onBehalfOf} WHERE ${has(userId)}`,
    sql`UPDATE audit_events SET actor_id = ${erased(actorId)} WHERE ${acted}`,
    sql`UPDATE audit_events SET user_id = ${erased(userId)}, ${onBehalfOf}, details = '{}'
      WHERE ${has(userId)}`,
  ];
}
