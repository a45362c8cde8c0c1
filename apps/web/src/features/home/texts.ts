export const homeTexts = {
  title: "Home",
  description: "Users, calls, latency and errors at a glance.",
  period: "Period",
  periods: { hour: "Last hour", day: "Last day" },
  viewAsTable: "View as a table",
  time: "Time",
  none: "none",
  stats: {
    name: "Summary",
    users: "Users",
    added: (count: string) => `${count} added in 30 days`,
    calls: "Calls",
    perMinute: (count: string) => `${count} per minute`,
    errors: "Errors",
    share: (share: string) => `${share} of calls`,
    latency: "p95 latency",
    slowest: (latency: string) => `p99 ${latency}`,
    noCalls: "no calls yet",
  },
  growth: {
    title: "Users over time",
    empty: "No users yet. The chart starts with the first one.",
    users: "Users",
    summary: (total: string, added: string) =>
      `Users per day over the last 30 days: ${total} now, ${added} added in this period.`,
  },
  calls: {
    title: "Calls",
    empty: "No calls in this period. A call appears here about ten seconds after it is made.",
    kinds: {
      adds: "Adds",
      reads: "Reads",
      updates: "Updates",
      removals: "Removals",
      others: "Others",
    },
    summary: (parts: string) => `Calls in this period: ${parts}.`,
  },
  errors: {
    title: "Errors",
    empty: "No call failed in this period.",
    summary: (parts: string) => `Errors in this period: ${parts}.`,
  },
  latency: {
    title: "Latency",
    empty: "No calls in this period, so there is nothing to measure.",
    percentiles: { p50: "p50", p95: "p95", p99: "p99" },
    summary: (parts: string) => `Latency of calls in this period: ${parts}.`,
  },
  newest: {
    title: "Newest users",
    all: "All users",
    empty: "No users yet.",
    add: "Add a user",
  },
  connect: {
    title: "Connect",
    all: "More ways to connect",
  },
  scope:
    "Calls from applications, as counted by the servers. The dashboard’s own calls are not included.",
};
