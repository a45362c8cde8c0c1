import type { AuditEvent } from "@roster/contract";
import { type ApiKeyRow, toTimestamp } from "@roster/db";

type Details = AuditEvent["details"];

/** The name and the rights of a key, for the audit log; those without a limit are absent. */
export function describeRights(row: ApiKeyRow): Details {
  const all = Object.entries(rightsOf(row));
  return Object.fromEntries(all.filter(([, value]) => value !== null));
}

/** What differs between a key before and after, such as `scopes` and `scopesBefore`. */
export function describeDifferences(before: ApiKeyRow, after: ApiKeyRow): Details {
  const earlier = rightsOf(before);
  const changed = Object.entries(rightsOf(after)).filter(([name, now]) => earlier[name] !== now);
  return Object.fromEntries(
    changed.flatMap(([name, now]) => [
      [name, now],
      [`${name}Before`, earlier[name] ?? null],
    ]),
  );
}

function rightsOf({ name, scopes, expiresAt, ratePerMinute, allowFrom }: ApiKeyRow): Details {
  const end = expiresAt === null ? null : toTimestamp(expiresAt);
  return { name, scopes, expiresAt: end, ratePerMinute, allowFrom };
}
