import { type Sql, sqltag as sql } from "@prisma/client/runtime/client";
import type { DialectSql } from "../dialects/dialect.js";
import type { RunStatement } from "../dialects/statement-runner.js";
import type { UserKey } from "../users/user-keys.js";
import { systemSource } from "./change-source.js";
import { isLogged, userRows } from "./log-statements.js";
import { type NewChange, toLogEntries } from "./new-change.js";

/** Locks users in a transaction. Counters are locked after all users, or two transactions could wait for each other. */
export async function lockUsers(
  dialect: DialectSql,
  run: RunStatement,
  users: readonly UserKey[],
): Promise<void> {
  const statement = dialect.lockUsers?.(users);
  if (statement) await run(statement);
}

interface LoggedUsers {
  readonly changes: readonly NewChange[];
  readonly now: bigint;
  /** Which of the users to log. Default: all. */
  readonly condition?: Sql | undefined;
}

/** Logs users as they are in the transaction. */
export async function logUsers(
  dialect: DialectSql,
  run: RunStatement,
  { changes, now, condition }: LoggedUsers,
): Promise<void> {
  if (changes.length === 0) return;
  const rows = userRows(dialect, changes, {
    entries: toLogEntries(changes, changes.length),
    condition,
  });
  for (const statement of dialect.logRows(rows, now)) await run(statement);
}

/**
 * Users before these changes, to be logged as far as the log does not have them as they are: they are older than the
 * log, or their changes have been purged or were not logged. Nothing of that is of use without data.
 */
export function toBaselines(changes: readonly NewChange[]): NewChange[] {
  return changes
    .filter(({ history }) => history === "full")
    .map(({ appId, id, history, source }) => ({
      appId,
      id,
      history,
      type: "user.baseline" as const,
      source: { ...systemSource, requestId: source.requestId },
    }));
}

/** Of {@link toBaselines}: those that the log needs. */
export const isUnlogged = sql`${isLogged} = 0`;
