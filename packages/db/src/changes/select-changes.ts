import { join, type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import type { ChangeType } from "@roster/contract";
import { literal } from "../users/query/literal.js";

/** Which changes of an app to read. */
export interface ChangeFilter {
  readonly appId: string;
  readonly userId?: string | undefined;
  readonly actorId?: string | undefined;
  /** Undefined: all. */
  readonly types?: readonly ChangeType[] | undefined;
}

/** A stretch of the log, read from its end. */
export interface ChangeRange {
  /** Exclusive. */
  readonly before?: bigint | undefined;
  /** Inclusive. */
  readonly from?: bigint | undefined;
  readonly limit: number;
  /** Of data; the first change is returned whatever its size. */
  readonly maxBytes: number;
}

/** Of the types without an index, because most changes have one of them. Exactly as in the migration. */
const isRare = sql`type NOT IN ('user.created', 'user.updated')`;
const frequentTypes: ReadonlySet<ChangeType> = new Set(["user.created", "user.updated"]);

const smallColumns = sql`seq, type, user_id, at, version, created_at, state, details, actor_kind, actor_id, actor_name,
  on_behalf_of, surface, request_id`;

/** Whether an index finds the changes of a filter without reading others. */
export const isIndexed = ({ userId, actorId, types }: ChangeFilter): boolean =>
  [userId, actorId, types].filter((part) => part !== undefined).length < 2 &&
  (types === undefined || types.every((type) => !frequentTypes.has(type)));

/**
 * The changes of a range, newest first, with the data of each and of the user's change before it. Once they exceed the
 * bytes, the others follow without data: neither the database nor this process holds more. Each text is read by the
 * primary key and last, so a plan cannot read more than the page.
 */
export function selectChanges(filter: ChangeFilter, { maxBytes, ...range }: ChangeRange): Sql {
  const { appId } = filter;
  const ofRow = (column: Sql, seq: Sql) =>
    sql`(SELECT ${column} FROM changes AS one WHERE one.app_id = ${literal(appId)} AND one.seq = ${seq})`;
  const size = (column: Sql, seq: Sql) =>
    sql`COALESCE(${ofRow(sql`octet_length(${column})`, seq)}, 0)`;
  const [seq, earlier] = [sql`found.seq`, sql`found.before_seq`];
  // Changes with data follow the state that they replaced; others may follow some that were not logged.
  const isReplaced = sql`
    ${ofRow(sql`version`, sql`nearest.earlier_seq`)} = nearest.version - 1 OR ${ofRow(sql`data`, sql`nearest.seq`)} IS NOT NULL`;
  return sql`SELECT * FROM (
    WITH keys AS MATERIALIZED (${selectKeys(filter, range)}),
    nearest AS MATERIALIZED (
      SELECT ${smallColumns}, CASE WHEN type <> 'user.baseline' THEN (
        SELECT earlier.seq FROM changes AS earlier
        WHERE earlier.app_id = ${literal(appId)} AND earlier.user_id = keys.user_id AND earlier.seq < keys.seq
        ORDER BY earlier.seq DESC LIMIT 1) END AS earlier_seq
      FROM keys
    ),
    found AS MATERIALIZED (
      SELECT nearest.*, CASE WHEN ${isReplaced} THEN earlier_seq END AS before_seq FROM nearest
    ),
    summed AS MATERIALIZED (
      SELECT found.*, row_number() OVER (ORDER BY seq DESC) AS place, sum(
        ${size(sql`data`, seq)} + ${size(sql`changed`, seq)} + ${size(sql`data`, earlier)}
      ) OVER (ORDER BY seq DESC) AS total
      FROM found
    ),
    fitting AS MATERIALIZED (
      SELECT summed.*, place = 1 OR total <= ${maxBytes} AS fits FROM summed
    )
    SELECT ${smallColumns}, CASE WHEN fits THEN 1 ELSE 0 END AS fits,
      CASE WHEN fits THEN ${ofRow(sql`changed`, sql`fitting.seq`)} END AS changed,
      CASE WHEN fits THEN ${ofRow(sql`data`, sql`fitting.seq`)} END AS data,
      CASE WHEN fits THEN ${ofRow(sql`data`, sql`fitting.before_seq`)} END AS before_data
    FROM fitting ORDER BY seq DESC
  ) AS page`;
}

/** By one index; the other conditions are hidden from the planner, which could choose theirs. */
function selectKeys(
  { appId, userId, actorId, types }: ChangeFilter,
  { before, from, limit }: Omit<ChangeRange, "maxBytes">,
): Sql {
  const conditions = [
    sql`app_id = ${literal(appId)}`,
    ...(before === undefined ? [] : [sql`seq < ${before}`]),
    ...(from === undefined ? [] : [sql`seq >= ${from}`]),
  ];
  const select = (own: readonly Sql[]) => sql`
    SELECT ${smallColumns} FROM changes WHERE ${join([...conditions, ...own], " AND ")}
    ORDER BY seq DESC LIMIT ${limit}`;
  const isType = types && hidden(sql`type IN (${join(types)})`);
  const isActor = actorId === undefined ? undefined : sql`actor_id = ${actorId}`;
  if (userId !== undefined) {
    const others = [...(isActor ? [hidden(isActor)] : []), ...(isType ? [isType] : [])];
    return select([sql`user_id = ${userId}`, ...others]);
  }
  if (types?.every((type) => !frequentTypes.has(type))) {
    const others = isActor ? [hidden(isActor)] : [];
    return inOrder(
      types.map((type) => select([isRare, sql`type = ${type}`, ...others])),
      limit,
    );
  }
  return select([...(isActor ? [isActor] : []), ...(isType ? [isType] : [])]);
}

/** The newest of several statements, each of which has the newest of its own. */
function inOrder(statements: readonly Sql[], limit: number): Sql {
  const parts = statements.map((statement) => sql`SELECT * FROM (${statement}) AS part`);
  return sql`SELECT * FROM (${join(parts, " UNION ALL ")}) AS parts ORDER BY seq DESC LIMIT ${limit}`;
}

export const hidden = (condition: Sql): Sql => sql`COALESCE(${condition}, FALSE)`;

/**
 * Selects the number of the first change at or after a time, or one more than the last number: `at` never decreases with
 * `seq`, so it searches by halves, without an index on the time.
 */
export function selectSeqAt(appId: string, at: bigint): Sql {
  const own = sql`app_id = ${literal(appId)}`;
  const middle = sql`(low + high) / 2`;
  const isEarlier = sql`(SELECT at FROM changes WHERE ${own} AND seq >= ${middle} ORDER BY seq LIMIT 1) < ${at}`;
  return sql`SELECT * FROM (
    WITH RECURSIVE search(low, high) AS (
      SELECT (SELECT seq FROM changes WHERE ${own} ORDER BY seq LIMIT 1),
        (SELECT seq FROM changes WHERE ${own} ORDER BY seq DESC LIMIT 1) + 1
      UNION ALL
      SELECT CASE WHEN ${isEarlier} THEN ${middle} + 1 ELSE low END,
        CASE WHEN ${isEarlier} THEN high ELSE ${middle} END
      FROM search WHERE low < high
    )
    SELECT low FROM search WHERE low >= high
  ) AS searched`;
}
