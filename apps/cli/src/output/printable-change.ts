import type { AuditEntry } from "@roster/client";
import { trustedJsonText } from "@roster/contract/json";

/** The change with its data as text, which is printed unchanged; an event as it is. */
export function toPrintableEntry(entry: AuditEntry) {
  if (!("version" in entry)) return entry;
  const { dataText, beforeText } = entry;
  return {
    ...entry,
    ...(dataText !== undefined && { data: trustedJsonText(dataText) }),
    ...(beforeText !== undefined && { before: trustedJsonText(beforeText) }),
  };
}
