import { formatCount } from "@/lib/format";

export const auditTexts = {
  title: "Audit log",
  description: "Who changed what in this app, and when.",
  entries: "Entries",
  filters: "Filters",
  user: "User",
  userPlaceholder: "ID",
  actor: "By",
  actorPlaceholder: "API key, user or admin",
  administrator: "Administrator",
  system: "Roster itself",
  types: "Types",
  allTypes: "All types",
  countTypes: (count: number) => `${formatCount(count)} ${count === 1 ? "type" : "types"}`,
  groups: {
    user: "Users",
    data: "Imports and exports",
    app: "App, keys and schema",
    admin: "Administrator",
  },
  from: "From",
  to: "Before",
  apply: "Filter",
  clear: "Clear",
  none: "No entries",
  noneHint: "What happens in this app will be listed here.",
  ofUser: "Show in the audit log",
  noneFound: "No entries match",
  noneFoundHint:
    "Change or clear the filters. Entries older than the retention time have been removed.",
};
