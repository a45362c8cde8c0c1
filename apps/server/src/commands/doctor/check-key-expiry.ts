import { type DatabaseReport, toTimestamp } from "@roster/db";
import { type Finding, ok, warn } from "./finding.js";

/** When the dashboard and the metrics start to warn too. */
const WARN_DAYS = 30;
const DAY = 86_400_000_000n;

/** So many keys are named. */
const MAX_NAMED = 5;

type Keys = Pick<DatabaseReport, "apiKeys">;

/** Keys that end soon, and those that have ended. `now` is in microseconds. */
export function checkKeyExpiry({ apiKeys }: Keys, now: bigint): Finding {
  const what = "API keys";
  const soon = now + BigInt(WARN_DAYS) * DAY;
  const ending = apiKeys
    .flatMap(({ key, name, expiresAt, lastUsedAt }) =>
      expiresAt != null && expiresAt <= soon ? [{ key, name, end: expiresAt, lastUsedAt }] : [],
    )
    .toSorted((a, b) => Number(a.end - b.end));
  if (ending.length === 0) return ok(what, `none expires within ${WARN_DAYS} days`);
  const named = ending.slice(0, MAX_NAMED).map(({ key, name, end, lastUsedAt }) => {
    const verb = end <= now ? "expired" : "expires";
    const use = lastUsedAt == null ? "never used" : `last used ${toTimestamp(lastUsedAt)}`;
    return `${key} (${JSON.stringify(name)}, ${use}) ${verb} ${toTimestamp(end)}`;
  });
  const more = ending.length > MAX_NAMED ? `, and ${ending.length - MAX_NAMED} more` : "";
  const advice =
    "Extend those still in use with `roster keys update KEY --expires-in 90d` or in the dashboard, and revoke the others";
  return warn(what, `${named.join("; ")}${more}`, advice);
}
