import { sqltag as sql } from "@prisma/client/runtime/client";
import type { DialectSql } from "../dialects/dialect.js";
import type { RunStatement } from "../dialects/statement-runner.js";
import type { UserKey } from "../users/user-keys.js";
import { insertChanges, isLogged, raiseCounters, userRows } from "./log-statements.js";
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

/**
 * Logs locked users before their first change in the log, as far as the log does not have them as they are: they are
 * older than the log, or their changes have been purged or were not logged.
 */
export async function logBaselines(
  dialect: DialectSql,
  run: RunStatement,
  { changes, now }: { changes: readonly NewChange[]; now: bigint },
): Promise<void> {
  const baselines = changes.map(({ appId, id, history, source }) => ({
    appId,
    id,
    history,
    type: "user.baseline" as const,
    source: { ...source, actor: systemActor, surface: "system" as const },
  }));
  const entries = toLogEntries(baselines);
  const rows = userRows(dialect, baselines, { entries, condition: sql`${isLogged} = 0` });
  await run(raiseCounters(rows, now));
  await run(insertChanges(rows));
}

const systemActor = { kind: "system", id: "system" } as const;
