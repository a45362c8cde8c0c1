import type { UsageKind } from "@roster/contract";

const kindByVerb: Readonly<Record<string, UsageKind>> = {
  add: "adds",
  import: "adds",
  get: "reads",
  list: "reads",
  history: "reads",
  export: "reads",
  update: "updates",
  patch: "updates",
  revert: "updates",
  deactivate: "updates",
  reactivate: "updates",
  ban: "updates",
  unban: "updates",
  revoke: "updates",
  restore: "updates",
  remove: "removals",
};

/** The kind of a procedure, by the verb at the start of its name: `users.addMany` counts as `adds`. */
export function usageKindOf(path: string): UsageKind {
  const [, verb = ""] = /^users\.([a-z]+)/.exec(path) ?? [];
  return kindByVerb[verb] ?? "others";
}
