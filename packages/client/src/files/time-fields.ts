import { isUtcTimestamp, parseTimestamp } from "@roster/contract";

/** Time fields, in the spelling of Roster and of the SDKs' service. */
export const timeFields: ReadonlyMap<string, "createdAt" | "updatedAt"> = new Map([
  ["createdAt", "createdAt"],
  ["updatedAt", "updatedAt"],
  ["created_at", "createdAt"],
  ["updated_at", "updatedAt"],
]);

/** The time in the API's format, which most times have: parsing takes long. */
export function readTime(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  return isUtcTimestamp(value) ? value : parseTimestamp(value);
}
