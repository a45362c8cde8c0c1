import { join, type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import type { AuditType } from "@roster/contract";
import { hidden } from "./select-changes.js";

/** A position among audit events, newest first. */
export interface EventPosition {
  /** In microseconds since 1970. */
  readonly at: bigint;
  readonly seq: bigint;
}

export interface EventFilter {
  readonly appIds: readonly string[];
  readonly userId?: string | undefined;
  readonly actorId?: string | undefined;
  /** Undefined: all. */
  readonly types?: readonly AuditType[] | undefined;
  /** Inclusive. */
  readonly from?: bigint | undefined;
  /** Exclusive. */
  readonly to?: bigint | undefined;
  /** Exclusive. */
  readonly before?: EventPosition | undefined;
}

const columns = sql`seq, type, user_id, at, details, actor_kind, actor_id, actor_name, on_behalf_of, surface, request_id`;

const newestFirst = sql`ORDER BY at DESC, seq DESC`;

/** Newest first. */
export function selectEvents(filter: EventFilter, limit: number): Sql {
  const { appIds, from, to, before } = filter;
  const range = [
    ...(from === undefined ? [] : [sql`at >= ${from}`]),
    ...(to === undefined ? [] : [sql`at < ${to}`]),
    ...(before === undefined ? [] : [sql`(at, seq) < (${before.at}, ${before.seq})`]),
  ];
  const parts = appIds.flatMap((appId) =>
    accessesOf(filter).map(
      (own) => sql`SELECT * FROM (
        SELECT ${columns} FROM audit_events
        WHERE ${join([sql`app_id = ${appId}`, ...range, ...own], " AND ")} ${newestFirst} LIMIT ${limit}
      ) AS part`,
    ),
  );
  return sql`SELECT * FROM (${join(parts, " UNION ALL ")}) AS parts ${newestFirst} LIMIT ${limit}`;
}

/** The conditions of the statements that together find the events, each by one index; others are hidden from the planner. */
function accessesOf({ userId, actorId, types }: EventFilter): readonly (readonly Sql[])[] {
  const isUser = userId === undefined ? [] : [sql`user_id = ${userId}`];
  const isActor = actorId === undefined ? [] : [sql`actor_id = ${actorId}`];
  const isType = types === undefined ? [] : [sql`type IN (${join(types)})`];
  const [indexed, ...others] = [...isUser, ...isActor, ...isType];
  if (types && others.length === 0 && indexed === isType[0]) {
    return types.map((type) => [sql`type = ${type}`]);
  }
  return [indexed ? [indexed, ...others.map(hidden)] : []];
}
