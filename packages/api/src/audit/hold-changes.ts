import type { AuditEntry } from "@roster/contract";
import type { Context } from "../trpc/context.js";

/** Counts the data of changes that a call returns as held in memory. */
export function holdChanges({ hold }: Pick<Context, "hold">, entries: readonly AuditEntry[]): void {
  hold?.(entries.reduce((sum, entry) => sum + ("changed" in entry ? sizeOf(entry) : 0), 0));
}

const sizeOf = ({ data, before }: Extract<AuditEntry, { changed: unknown }>) =>
  (data?.text.length ?? 0) + (before?.text.length ?? 0);
