/** Kinds of calls on one or many users; `updates` includes patches, and all other calls are `others`. */
export const USAGE_KINDS = ["adds", "reads", "updates", "removals", "others"] as const;
export type UsageKind = (typeof USAGE_KINDS)[number];
