/** On users: adds, reads, updates and patches, removals, of one user or of many; all else is others. */
export const USAGE_KINDS = ["adds", "reads", "updates", "removals", "others"] as const;
export type UsageKind = (typeof USAGE_KINDS)[number];
