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

/** How an index finds changes, and what else they have to satisfy. */
interface Access {
  readonly by: readonly Sql[];
  readonly rest: readonly Sql[];
}

/** The accesses that together find the changes; several types are several accesses. */
function accessesOf({ userId, actorId, types }: ChangeFilter): readonly Access[] {
  const isUser = userId === undefined ? [] : [sql`user_id = ${userId}`];
  const isActor = actorId === undefined ? [] : [sql`actor_id = ${actorId}`];
  const isType = types ? [sql`type IN (${join(types)})`] : [];
  if (isUser.length > 0) return [{ by: isUser, rest: [...isActor, ...isType] }];
  if (types?.every((type) => !frequentTypes.has(type))) {
    return types.map((type) => ({ by: [isRare, sql`type = ${type}`], rest: isActor }));
  }
  return [{ by: isActor, rest: isType }];
}

type KeyRange = Omit<ChangeRange, "maxBytes">;

/** A stretch of the log of which a page reads so many rows of an index. */
export interface PageRange extends Pick<ChangeRange, "before" | "from"> {
  readonly maxRows: number;
}

const conditionsOf = (appId: string, { before, from }: Omit<KeyRange, "limit">) => [
  sql`app_id = ${literal(appId)}`,
  ...(before === undefined ? [] : [sql`seq < ${before}`]),
  ...(from === undefined ? [] : [sql`seq >= ${from}`]),
];

/** Conditions that no index serves are hidden from the planner, which could choose another index for them. */
function selectKeys(filter: ChangeFilter, { limit, ...range }: KeyRange): Sql {
  const statements = accessesOf(filter).map(({ by, rest }) => {
    const conditions = [...conditionsOf(filter.appId, range), ...by, ...rest.map(hidden)];
    return sql`
      SELECT ${smallColumns} FROM changes WHERE ${join(conditions, " AND ")}
      ORDER BY seq DESC LIMIT ${limit}`;
  });
  const [first] = statements;
  return first && statements.length === 1 ? first : inOrder(statements, limit);
}

/**
 * Selects the number and the time of the change at which a page has to end that has read `maxRows` of an index; no row if
 * fewer are left. Numbers have no gaps, so it need not walk through the log itself.
 */
export function selectPageEnd(filter: ChangeFilter, { maxRows, ...range }: PageRange): Sql {
  const { appId } = filter;
  const newest = sql`(SELECT seq FROM changes WHERE app_id = ${literal(appId)} ORDER BY seq DESC LIMIT 1)`;
  const start = sql`COALESCE(CAST(${range.before ?? null} AS BIGINT), ${newest} + 1)`;
  const ends = accessesOf(filter).map(({ by }) => {
    const isEnd = by.length === 0 ? [sql`seq < ${start} - CAST(${maxRows} AS BIGINT)`] : [];
    const conditions = [...conditionsOf(appId, range), ...by, ...isEnd];
    return sql`
      SELECT seq, at FROM changes WHERE ${join(conditions, " AND ")}
      ORDER BY seq DESC LIMIT 1 OFFSET ${by.length === 0 ? 0 : maxRows}`;
  });
  return inOrder(ends, 1);
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
