import type { DialectSql } from "../dialects/dialect.js";
import type { RunStatement } from "../dialects/statement-runner.js";
import type { UserKey } from "../users/user-keys.js";
import { countTelling, eraseChanges } from "./log-statements.js";

/** How many changes one statement erases; limited because other writers wait for it. */
const ERASE_STEP = 1000;

/** Whether so much is to be erased that it must not happen in one transaction. */
export async function hasLongHistory(
  dialect: DialectSql,
  run: RunStatement,
  keys: readonly UserKey[],
): Promise<boolean> {
  const [[count] = []] = await run(countTelling(dialect, keys, ERASE_STEP + 1));
  return Number(count) > ERASE_STEP;
}

/** Erases users from the log; who changed them and when stays. */
export async function eraseHistory(
  dialect: DialectSql,
  run: RunStatement,
  keys: readonly UserKey[],
): Promise<void> {
  if (keys.length === 0) return;
  let erased: number;
  do erased = (await run(eraseChanges(dialect, keys, ERASE_STEP))).length;
  while (erased === ERASE_STEP);
}
