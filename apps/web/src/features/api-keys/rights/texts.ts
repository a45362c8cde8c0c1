import type { Scope } from "@roster/contract";
import { formatCount, pluralize } from "@/lib/format";

const scopes: Record<Scope, string> = {
  "users:read": "Read users and their history",
  "users:write": "Add, change, ban and restore users",
  "users:remove": "Remove users",
  "tokens:create": "Create tokens for users",
  "schema:write": "Change the schema",
  "indexes:write": "Change indexes",
  "stats:read": "Read statistics",
  "events:read": "Read events",
  "webhooks:write": "Change webhooks",
  "audit:read": "Read the audit log",
  "keys:write": "Manage API keys",
};

export const rightsTexts = {
  scopes,
  permissions: "Permissions",
  permissionsHint: "They also limit the user tokens that the key signs.",
  presets: "Common permissions",
  presetNames: { read: "Read only", backend: "Backend", all: "Everything" },
  groups: {
    users: "Users",
    model: "Schema and indexes",
    insight: "Insight",
    manage: "Administration",
  },
  everythingExcept: (names: string) => `Everything except: ${names}`,
  noScope: "Choose at least one permission",
  name: "Name",
  namePlaceholder: "Web backend",
  expiry: "Expires",
  expiries: {
    never: "Never",
    30: "In 30 days",
    90: "In 90 days",
    365: "In a year",
    time: "At a certain time",
  },
  time: "Expires at",
  noTime: "Enter a date and a time",
  rate: "Calls per minute",
  ratePlaceholder: "No limit",
  notWhole: "Must be a whole number",
  allowFrom: "Allowed addresses",
  allowFromHint:
    "IP addresses or ranges such as 203.0.113.0/24, one per line. Empty: all addresses. They apply to the key’s user tokens too.",
  perMinute: (count: number) =>
    `${formatCount(count)} ${pluralize(count, "call", "calls")} a minute`,
  from: (ranges: readonly string[]) =>
    ranges.length <= 2
      ? `from ${ranges.join(" and ")}`
      : `from ${ranges[0]} and ${formatCount(ranges.length - 1)} other ranges`,
  expired: "Expired",
  expires: (when: string) => `Expires ${when}`,
};
